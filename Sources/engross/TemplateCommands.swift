import ArgumentParser
import Billing
import Foundation
import Pipeline

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "How statements look: list the templates, check one, begin your own.",
        subcommands: [
            TemplateListCommand.self, TemplateCheckCommand.self, TemplateNewCommand.self,
        ])
}

struct TemplateListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the templates that clients and matters can be given.")

    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let listed = TemplateRun(firmFolder: firm.firm).list()
            if firm.json {
                try terminal.json(listed)
            } else {
                terminal.table(
                    [["template", "extends", ""]]
                        + listed.map { [$0.name, $0.extends ?? "", $0.isOwn ? "your own" : ""] })
            }
            return true
        }
    }
}

struct TemplateCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a template, find its fonts, and set sample statements in it.",
        discussion: """
            Everything that is wrong is told in one run, with file and line.

            Examples:
              engross template check modern
              engross template check house --firm my-firm
            """)

    @Argument(help: "The template's name: its folder's under Templates/.")
    var name: String

    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let checked = try TemplateRun(firmFolder: firm.firm).check(name)
            terminal.print(checked.diagnostics, outcome: "no statement can be set in it")
            if firm.json {
                try terminal.json(checked)
            } else if !checked.diagnostics.hasErrors {
                terminal.out(
                    "\(name) is sound: \(checked.documents) sample statements on \(checked.pages) pages,"
                        + " in \(checked.fonts.count) fonts")
            }
            return !checked.diagnostics.hasErrors
        }
    }
}

struct TemplateNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a template of your own that says only what differs.",
        discussion: """
            Examples:
              engross template new house --firm my-firm
              engross template new house --from modern
            """)

    @Argument(help: "What it is called.")
    var name: String

    @Option(name: .long, help: "The template that it extends.")
    var from = "standard"

    @OptionGroup var firm: FirmOptions

    func validate() throws {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
        guard isPlain, !name.isEmpty else {
            throw ValidationError("A template's name has letters, digits and hyphens.")
        }
    }

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let (path, diagnostics) = try TemplateRun(firmFolder: firm.firm).new(name, from: from)
            terminal.print(diagnostics, outcome: "nothing was written")
            guard !diagnostics.hasErrors else { return false }
            terminal.out(path)
            terminal.out("Next: engross preview \(name) --watch, and change it in an editor.")
            return true
        }
    }
}

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Set sample statements in a template, as PDF and as pictures.",
        discussion: """
            A short invoice and a long one, one of several matters, one from right to left, a pro
            forma, a credit note and a difference page, a statement of account, a reminder and a
            cover letter; with your letterhead, paper and letters where --firm has some. The first
            page of each comes first.

            Examples:
              engross preview modern
              engross preview modern --language fr
              engross preview house --firm my-firm --watch      anew whenever you save the template
            """)

    @Argument(help: "The template's name.")
    var template: String

    @Option(name: .long, help: "What they are written in; without it, as firm.yaml says.")
    var language: String?

    @Flag(name: .long, help: "Make them again whenever the template is saved, until Ctrl-C.")
    var watch = false

    @Option(name: .long, help: "How large pictures are, in pixels to the point.")
    var scale = 1.5

    @Option(
        name: .long, help: "The folder to write to; without it, Output/preview/NAME in the firm's.")
    var to: String?

    @OptionGroup var firm: FirmOptions

    func validate() throws {
        guard to != "" else { throw ValidationError("--to names no folder.") }
        guard scale > 0, scale <= 10 else {
            throw ValidationError("--scale is a number above 0, up to 10.")
        }
    }

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let preview = try PreviewRun(
                template: template, in: language, firmFolder: firm.firm,
                to: to ?? firm.firm + "/Output/preview/" + template, scale: scale)
            var stamp = preview.stamp()
            var isSound = try make(preview, terminal) { watch && preview.stamp() != stamp }
            while watch {
                while preview.stamp() == stamp { usleep(10_000) }
                stamp = preview.stamp()
                isSound = try make(preview, terminal) { preview.stamp() != stamp }
            }
            return isSound
        }
    }

    private func make(
        _ preview: PreviewRun, _ terminal: Terminal, isOutdated: () -> Bool
    ) throws -> Bool {
        let start = ContinuousClock.now
        func spent() -> Int { Int(((ContinuousClock.now - start) / .milliseconds(1)).rounded()) }
        var first: (picture: String, milliseconds: Int)?
        let report = try preview.run(
            pictured: { if first == nil { first = ($0, spent()) } }, isOutdated: isOutdated)
        terminal.print(report.diagnostics, outcome: "the pictures are as they were")
        guard !report.diagnostics.hasErrors else { return false }
        if firm.json {
            try terminal.json(report)
        } else {
            let pages = report.made.reduce(0) { $0 + $1.pages }
            terminal.out(
                "\(report.folder): \(report.made.count) documents, \(pages) pages, "
                    + "\(spent()) ms"
                    + (first.map { "; \($0.picture) after \($0.milliseconds) ms" } ?? ""))
        }
        return true
    }
}
