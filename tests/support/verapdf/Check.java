import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file and standard whether the one keeps the other; a broken rule is a line. */
public final class Check {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            // Read once for both: reading takes longer than judging.
            try (InputStream stream = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(stream, PDFAFlavour.PDFA_2_A);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(STANDARDS)) {
                for (ValidationResult result : validator.validateAll(parser)) {
                    String standard = result.getPDFAFlavour().getId();
                    System.out.println(standard + " " + result.isCompliant() + " " + file);
                    for (TestAssertion one : result.getTestAssertions()) {
                        if (one.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.println("broken " + standard + " " + one.getRuleId() + " " + one.getMessage());
                        }
                    }
                }
            }
        }
    }
}
