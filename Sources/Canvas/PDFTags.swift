internal import CPangoCairo

/// Structure, links and bookmarks, which a person hears or clicks.
///
/// Cairo 1.16 marks the content of elements that have no others in them; what is drawn beside those is
/// in no element. It has no tag for artifacts, drops names that it does not know at the end of the
/// page, and damages the file where a link is outside a structure.
extension PDFSurface {
    /// A name of the standard: Document, H1, P, Table, TR, TH, TD, Link.
    package func beginTag(_ name: String) {
        cairo_tag_begin(context, name, nil)
    }

    package func endTag(_ name: String) {
        cairo_tag_end(context, name)
    }

    /// A rectangle in points from the page's top left corner.
    package struct Area: Sendable {
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double

        package init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }

        fileprivate var attribute: String { "rect=[\(x) \(y) \(width) \(height)]" }
    }

    /// A point that a link or a bookmark leads to: page from 1, points from its top left corner.
    package struct Destination: Sendable {
        package var page: Int
        package var x: Double
        package var y: Double

        package init(page: Int, x: Double, y: Double) {
            self.page = page
            self.x = x
            self.y = y
        }

        fileprivate var attribute: String { "page=\(page) pos=[\(x) \(y)]" }
    }

    /// The area leads to an address. Ended by `endTag("Link")`.
    package func beginLink(_ area: Area, to address: String) {
        // Cairo copies the address into a string of PDF as it is.
        var quoted = ""
        for character in address {
            switch character {
            case "(": quoted += "%28"
            case ")": quoted += "%29"
            case "\\": quoted += "%5C"
            case "'": quoted += "%27"
            default: quoted.append(character)
            }
        }
        cairo_tag_begin(context, "Link", "\(area.attribute) uri='\(quoted)'")
    }

    package func beginLink(_ area: Area, to destination: Destination) {
        cairo_tag_begin(context, "Link", "\(area.attribute) \(destination.attribute)")
    }

    /// Adds an entry to the table of contents beside the pages, below `parent`, 0 at the top.
    package func addBookmark(_ title: String, to destination: Destination, below parent: Int) -> Int
    {
        Int(
            cairo_pdf_surface_add_outline(
                surface, Int32(parent), title, destination.attribute,
                CAIRO_PDF_OUTLINE_FLAG_OPEN))
    }

    /// What a reader calls the page at hand. Its last digits count.
    package func label(page: String) {
        cairo_pdf_surface_set_page_label(surface, page)
    }
}
