/// Adds to fonts what an archive wants of them and Cairo leaves out: how the characters of a subset go
/// to its glyphs, and of a Type 1 font the names of those that are in the subset.
func mark(font number: Int, of file: inout CairoFile) {
    let font = file[number]
    if font.has("Subtype", "/CIDFontType2"), font["CIDToGIDMap"] == nil {
        file[number].set("CIDToGIDMap", to: "/Identity")
    }
    guard font.has("Subtype", "/Type1"), font.has("Encoding", "/WinAnsiEncoding"),
        let descriptor = font["FontDescriptor"]?.references.first,
        file[descriptor].isDictionary, file[descriptor]["CharSet"] == nil
    else { return }
    // Of the characters that the subset lacks the widths are zero.
    let first = font["FirstChar"]?.integer ?? 0
    let widths = font["Widths"]?.integers ?? []
    let used = widths.enumerated().compactMap { index, width -> String? in
        let code = first + index - 32
        return width > 0 && windowsNames.indices.contains(code) ? windowsNames[code] : nil
    }
    var seen: Set<String> = []
    let distinct = used.filter { seen.insert($0).inserted }
    file[descriptor].set("CharSet", to: pdfString(distinct.map { "/" + $0 }.joined()))
}

/// What the glyphs of WinAnsiEncoding are called, from the space on.
private let windowsNames: [String] = """
    space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft
    parenright asterisk plus comma hyphen period slash zero one two three four five six seven
    eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P
    Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c
    d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde bullet
    Euro bullet quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex
    perthousand Scaron guilsinglleft OE bullet Zcaron bullet bullet quoteleft quoteright
    quotedblleft quotedblright bullet endash emdash tilde trademark scaron guilsinglright oe
    bullet zcaron Ydieresis space exclamdown cent sterling currency yen brokenbar section
    dieresis copyright ordfeminine guillemotleft logicalnot hyphen registered macron degree
    plusminus bullet bullet acute mu paragraph periodcentered cedilla bullet ordmasculine
    guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex
    Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute
    Icircumflex Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply
    Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute
    acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave
    iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide
    oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis
    """.split(whereSeparator: \.isWhitespace).map(String.init)
