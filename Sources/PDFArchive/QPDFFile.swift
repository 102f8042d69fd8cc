internal import CQPDF
internal import Foundation

/// A PDF that libqpdf has read, to be changed and written again.
final class QPDFFile {
    fileprivate var handle: qpdf_data?
    /// libqpdf reads from these as it goes.
    private let source: [CChar]

    init(reading bytes: [UInt8]) throws(PDFArchiveError) {
        handle = qpdf_init()
        source = bytes.map { CChar(bitPattern: $0) }
        qpdf_silence_errors(handle)
        qpdf_set_suppress_warnings(handle, 1)
        let result = source.withUnsafeBufferPointer {
            qpdf_read_memory(handle, "statement", $0.baseAddress, UInt64($0.count), nil)
        }
        try check(result)
    }

    deinit { qpdf_cleanup(&handle) }

    /// What was read is sound, because we made it: a warning is an error.
    private func check(_ result: QPDF_ERROR_CODE = 0) throws(PDFArchiveError) {
        guard result != 0 || qpdf_has_error(handle) != 0 else { return }
        let error =
            qpdf_has_error(handle) != 0 ? qpdf_get_error(handle) : qpdf_next_warning(handle)
        let text = qpdf_get_error_full_text(handle, error).map { String(cString: $0) }
        throw PDFArchiveError(description: "libqpdf: \(text ?? "an error without words")")
    }

    // MARK: Reading

    var root: QPDFObject { object(qpdf_get_root(handle)) }

    /// Every object of the file, in the order of their numbers.
    var objects: [QPDFObject] {
        let size = qpdf_oh_get_int_value_as_int(
            handle, object(qpdf_get_trailer(handle))["Size"].raw)
        return (1..<max(2, size)).map { object(qpdf_get_object_by_id(handle, $0, 0)) }
    }

    var pages: [QPDFObject] {
        (0..<max(0, Int(qpdf_get_num_pages(handle)))).map {
            object(qpdf_get_page_n(handle, $0))
        }
    }

    func info(_ key: String) -> String? {
        qpdf_get_info_key(handle, "/" + key).map { String(cString: $0) }
    }

    func setInfo(_ key: String, to text: String) {
        qpdf_set_info_key(handle, "/" + key, text)
    }

    /// What a stream holds, decoded.
    func contents(of stream: QPDFObject) throws(PDFArchiveError) -> [UInt8] {
        var buffer: UnsafeMutablePointer<UInt8>?
        var count = 0
        try check(
            qpdf_oh_get_stream_data(
                handle, stream.raw, qpdf_dl_generalized, nil, &buffer, &count))
        defer { free(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: count))
    }

    func setContents(of stream: QPDFObject, to bytes: [UInt8]) {
        // What is compressed ends with a checksum, see makeEndPlain: a line more makes it another.
        let sum = bytes.reduce(1) { ($0 + Int($1)) % 65_521 }
        let bytes = UInt8(truncatingIfNeeded: sum) == 0x0D ? bytes + [0x0A] : bytes
        qpdf_oh_replace_stream_data(
            handle, stream.raw, bytes, bytes.count, qpdf_oh_new_null(handle),
            qpdf_oh_new_null(handle))
    }

    /// A stream whose last byte is a carriage return gets one after it: together with the line feed
    /// before "endstream" it would be the end of a line, and the stream look shorter than it says.
    func makeEndPlain(of stream: QPDFObject) throws(PDFArchiveError) {
        var buffer: UnsafeMutablePointer<UInt8>?
        var count = 0
        try check(
            qpdf_oh_get_stream_data(handle, stream.raw, qpdf_dl_none, nil, &buffer, &count))
        defer { free(buffer) }
        guard count > 0, buffer?[count - 1] == 0x0D else { return }
        let bytes = Array(UnsafeBufferPointer(start: buffer, count: count)) + [0x20]
        let dictionary = object(qpdf_oh_get_dict(handle, stream.raw))
        qpdf_oh_replace_stream_data(
            handle, stream.raw, bytes, bytes.count, dictionary["Filter"].raw,
            qpdf_oh_new_null(handle))
    }

    // MARK: Making

    fileprivate func object(_ raw: qpdf_oh) -> QPDFObject { QPDFObject(file: self, raw: raw) }

    func name(_ text: String) -> QPDFObject { object(qpdf_oh_new_name(handle, "/" + text)) }

    func string(_ text: String) -> QPDFObject {
        object(qpdf_oh_new_unicode_string(handle, text))
    }

    func integer(_ value: Int) -> QPDFObject {
        object(qpdf_oh_new_integer(handle, Int64(value)))
    }

    func array(_ items: [QPDFObject]) -> QPDFObject {
        let array = object(qpdf_oh_new_array(handle))
        for item in items { qpdf_oh_append_item(handle, array.raw, item.raw) }
        return array
    }

    func dictionary(_ values: KeyValuePairs<String, QPDFObject>) -> QPDFObject {
        let dictionary = object(qpdf_oh_new_dictionary(handle))
        for (key, value) in values { dictionary[key] = value }
        return dictionary
    }

    /// What the notation of PDF says.
    func parsed(_ text: String) -> QPDFObject { object(qpdf_oh_parse(handle, text)) }

    func indirect(_ value: QPDFObject) -> QPDFObject {
        object(qpdf_make_indirect_object(handle, value.raw))
    }

    func stream(
        _ bytes: [UInt8], type: String? = nil,
        with values: KeyValuePairs<String, QPDFObject> = [:]
    ) -> QPDFObject {
        let stream = object(qpdf_oh_new_stream(handle))
        setContents(of: stream, to: bytes)
        let dictionary = object(qpdf_oh_get_dict(handle, stream.raw))
        if let type { dictionary["Type"] = name(type) }
        for (key, value) in values { dictionary[key] = value }
        return stream
    }

    // MARK: Writing

    /// The identifier is made of the contents, so that equal files have the same.
    func write() throws(PDFArchiveError) -> [UInt8] {
        let bytes = try write(objects: qpdf_o_generate)
        // A stream of objects may end with a carriage return as well; without them there is none.
        return hasDoubtfulEnd(bytes) ? try write(objects: qpdf_o_disable) : bytes
    }

    private func write(
        objects mode: qpdf_object_stream_e
    ) throws(PDFArchiveError) -> [UInt8] {
        try check(qpdf_init_write_memory(handle))
        qpdf_set_deterministic_ID(handle, 1)
        return try finish(mode)
    }

    private func hasDoubtfulEnd(_ bytes: [UInt8]) -> Bool {
        let end = Array("\r\nendstream".utf8)
        return bytes.withUnsafeBytes { bytes in
            guard var next = bytes.baseAddress else { return false }
            let last = next + bytes.count
            while let found = memchr(next, 0x0D, last - next),
                last - UnsafeRawPointer(found) >= end.count
            {
                if memcmp(found, end, end.count) == 0 { return true }
                next = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }

    /// Only who knows the password reads it. The bytes are others each time.
    func write(protectedBy password: String) throws(PDFArchiveError) -> [UInt8] {
        try check(qpdf_init_write_memory(handle))
        qpdf_set_r6_encryption_parameters2(
            handle, password, password, 1, 1, 1, 1, 1, 1, qpdf_r3p_full, 1)
        return try finish(qpdf_o_generate)
    }

    private func finish(_ mode: qpdf_object_stream_e) throws(PDFArchiveError) -> [UInt8] {
        qpdf_set_minimum_pdf_version(handle, "1.7")
        qpdf_set_newline_before_endstream(handle, 1)
        qpdf_set_object_stream_mode(handle, mode)
        try check(qpdf_write(handle))
        let count = qpdf_get_buffer_length(handle)
        return Array(UnsafeBufferPointer(start: qpdf_get_buffer(handle), count: count))
    }
}

/// An object of a file. A key that is not there gives null, and so does any key of null.
struct QPDFObject {
    fileprivate let file: QPDFFile
    fileprivate let raw: qpdf_oh

    var isNull: Bool { qpdf_oh_is_null(file.handle, raw) != 0 }
    var isDictionary: Bool { qpdf_oh_is_dictionary(file.handle, raw) != 0 }
    var isArray: Bool { qpdf_oh_is_array(file.handle, raw) != 0 }
    var isStream: Bool { qpdf_oh_is_stream(file.handle, raw) != 0 }
    var integer: Int { Int(qpdf_oh_get_numeric_value(file.handle, raw)) }
    var isString: Bool { qpdf_oh_is_string(file.handle, raw) != 0 }

    func isName(_ name: String) -> Bool {
        qpdf_oh_is_name_and_equals(file.handle, raw, "/" + name) != 0
    }

    /// Of an array.
    var items: [QPDFObject] {
        (0..<max(0, Int(qpdf_oh_get_array_n_items(file.handle, raw)))).map {
            file.object(qpdf_oh_get_array_item(file.handle, raw, Int32($0)))
        }
    }

    subscript(key: String) -> QPDFObject {
        get { file.object(qpdf_oh_get_key_if_dict(file.handle, raw, "/" + key)) }
        nonmutating set { qpdf_oh_replace_key(file.handle, raw, "/" + key, newValue.raw) }
    }
}
