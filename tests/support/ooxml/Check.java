import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.SstDocument;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.StyleSheetDocument;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.WorkbookDocument;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.WorksheetDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FootnotesDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.HdrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** Holds parts of DOCX and XLSX files against the schema of ECMA-376. Says which it read, and what is wrong. */
public final class Check {
    private interface Reader {
        XmlObject read(InputStream stream) throws Exception;
    }

    public static void main(String[] files) throws Exception {
        Map<String, Reader> readers = new LinkedHashMap<>();
        readers.put("word/document.xml", DocumentDocument.Factory::parse);
        readers.put("word/styles.xml", StylesDocument.Factory::parse);
        readers.put("word/numbering.xml", NumberingDocument.Factory::parse);
        readers.put("word/footnotes.xml", FootnotesDocument.Factory::parse);
        readers.put("word/header", HdrDocument.Factory::parse);
        readers.put("word/footer", FtrDocument.Factory::parse);
        readers.put("xl/workbook.xml", WorkbookDocument.Factory::parse);
        readers.put("xl/styles.xml", StyleSheetDocument.Factory::parse);
        readers.put("xl/sharedStrings.xml", SstDocument.Factory::parse);
        readers.put("xl/worksheets/sheet", WorksheetDocument.Factory::parse);
        for (String file : files) {
            try (ZipFile archive = new ZipFile(file)) {
                for (ZipEntry part : new ArrayList<>(archive.stream().map(ZipEntry.class::cast).toList())) {
                    for (Map.Entry<String, Reader> reader : readers.entrySet()) {
                        if (part.getName().startsWith(reader.getKey())) {
                            check(part.getName(), reader.getValue().read(archive.getInputStream(part)));
                        }
                    }
                }
            }
        }
    }

    private static void check(String part, XmlObject content) {
        List<XmlError> errors = new ArrayList<>();
        content.validate(new XmlOptions().setErrorListener(errors));
        System.out.println((errors.isEmpty() ? "right " : "wrong ") + part);
        for (XmlError error : errors) {
            System.out.println("  " + error.getMessage());
        }
    }
}
