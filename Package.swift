// swift-tools-version: 6.0
import PackageDescription

// The modules stand in rows; an arrow points downward only, and modules of one row never import
// each other. ARCHITECTURE.md says what each is for.
let package = Package(
    name: "engross",
    products: [
        .executable(name: "engross", targets: ["engross"]),
        // Loaded before the program by tests, to let its disk fail.
        .library(name: "FaultLayer", type: .dynamic, targets: ["FaultLayer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // Row 1: the C libraries.
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo pangoft2 fontconfig",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .systemLibrary(
            name: "CHarfBuzz", pkgConfig: "harfbuzz-subset harfbuzz",
            providers: [.apt(["libharfbuzz-dev"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CQPDF", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(
            name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CRSVG", pkgConfig: "gobject-2.0", providers: [.apt(["librsvg2-2"])]),

        // Row 2: vocabularies, without input or output.
        .target(name: "Digest", dependencies: ["CCrypto", "CXXHash"]),
        .target(name: "StoredJSON"),
        .target(name: "Billing"),
        .target(name: "Paper"),
        .target(
            name: "Settings", dependencies: ["Billing", .product(name: "Yams", package: "Yams")]),
        .target(name: "Canvas", dependencies: ["CPangoCairo", "CHarfBuzz", "CRSVG", "PDFArchive"]),
        .target(name: "QRCode", dependencies: ["CQRencode"]),
        .target(name: "PDFArchive", dependencies: ["CDeflate", "CQPDF", "CXXHash"]),

        // Row 3: the stages.
        .target(name: "Loading", dependencies: ["Billing", "Settings", "Digest"]),
        .target(name: "Rating", dependencies: ["Billing"]),
        .target(name: "Grouping", dependencies: ["Billing"]),
        .target(
            name: "Composing",
            dependencies: [
                "Billing", "Paper", "Settings", "QRCode",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(name: "Typesetting", dependencies: ["Paper", "Canvas", "PDFArchive"]),
        .target(
            name: "Ledger",
            dependencies: [
                "Billing", "Digest", "StoredJSON",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "SampleFirm"),

        // Row 4: the runs, one file each.
        .target(
            name: "Pipeline",
            dependencies: [
                "Loading", "Rating", "Grouping", "Composing", "Typesetting", "Ledger", "SampleFirm",
                "Billing", "Paper", "Canvas", "PDFArchive", "Digest", "StoredJSON",
            ]),

        // Row 5: the command line.
        .executableTarget(
            name: "engross",
            dependencies: [
                "Pipeline", "Loading", "Ledger", "Billing", "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests: a target a module; PipelineTests run whole months and read the rendered PDFs.
        .target(name: "TestSupport", dependencies: ["Billing"], path: "Tests/TestSupport"),
        .testTarget(name: "StoredJSONTests", dependencies: ["StoredJSON", "TestSupport"]),
        .testTarget(name: "BillingTests", dependencies: ["Billing", "TestSupport"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "Billing", "TestSupport"]),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas", "PDFArchive", "TestSupport"]),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode"]),
        .testTarget(
            name: "LoadingTests",
            dependencies: ["Loading", "Billing", "Settings", "TestSupport"]),
        .testTarget(name: "RatingTests", dependencies: ["Rating", "Billing", "TestSupport"]),
        .testTarget(
            name: "GroupingTests",
            dependencies: ["Grouping", "Rating", "Billing", "TestSupport"]),
        .testTarget(
            name: "ComposingTests",
            dependencies: ["Composing", "Billing", "Paper", "TestSupport"]),
        .testTarget(
            name: "TypesettingTests",
            dependencies: ["Typesetting", "Paper", "Canvas", "PDFArchive", "TestSupport"]),
        .testTarget(name: "PDFArchiveTests", dependencies: ["PDFArchive", "TestSupport"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Billing", "TestSupport"]),
        .testTarget(name: "SampleFirmTests", dependencies: ["SampleFirm", "TestSupport"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Composing", "Typesetting", "Paper", "Loading", "Ledger", "Billing",
                "SampleFirm", "Digest", "TestSupport",
            ], exclude: ["check_pdfa.py", "read_codes.py", "Layouts/Goldens"]),
        // What a hostile export comes to: files, and a manifest of what becomes of each.
        .testTarget(
            name: "HostileTests",
            dependencies: [
                "Pipeline", "Loading", "Billing", "TestSupport",
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Files", "manifest.yaml", "make_files.py", "check_rows.py"]),
        // What is left by a program that dies, by a disk that fails, and by several at once.
        .target(name: "FaultLayer", path: "Tests/FaultLayer"),
        .testTarget(name: "FaultTests", dependencies: ["FaultLayer", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Only where asked for (make bench, make fuzz): a normal build has nothing to do with them.
if Context.environment["ENGROSS_BENCH"] != nil {
    package.targets += [
        .target(name: "BenchmarkSupport", path: "Benchmarks/Support"),
        .executableTarget(
            name: "Benchmark",
            dependencies: [
                "BenchmarkSupport", "Pipeline", "Loading", "Rating", "Grouping", "Composing",
                "Typesetting", "Ledger", "Billing", "Paper", "Canvas", "PDFArchive", "Digest",
                "StoredJSON", "CPangoCairo", "CHarfBuzz",
            ], path: "Benchmarks/Whole", exclude: ["Peers"],
            // Comes with Cairo, whose headers need it.
            linkerSettings: [.linkedLibrary("freetype")]),
        .executableTarget(
            name: "LoadingBenchmark",
            dependencies: ["BenchmarkSupport", "Pipeline", "Loading", "Billing"],
            path: "Benchmarks/Loading"),
        .executableTarget(
            name: "LedgerBenchmark", dependencies: ["BenchmarkSupport"], path: "Benchmarks/Ledger"),
        .executableTarget(
            name: "RatingBenchmark", dependencies: ["BenchmarkSupport", "Rating", "Billing"],
            path: "Benchmarks/Rating"),
    ]
}
if Context.environment["ENGROSS_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["Loading", "Billing", "StoredJSON"], path: "Fuzz",
            exclude: ["Seeds", "words.dict"]))
}
