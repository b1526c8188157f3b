package org.cloudmesh.internal.credentials;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;

/** The certificates in a PEM file; other text in it, such as openssl prints, is left out. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private PemFile() {}

    /**
     * Those that are valid at that moment: a bundle of many may have one that is not any longer.
     *
     * @param fault makes the exception of the file and a sentence without it
     */
    static List<X509Certificate> read(Path file, Instant now, BiFunction<Path, String, ConfigException> fault) {
        if (!Files.isRegularFile(file)) {
            throw fault.apply(
                    file,
                    (Files.exists(file) ? "is no file" : "is not there")
                            + "; name a PEM file with the authority's certificate");
        }
        var text = CredentialFile.read(file);
        var certificates = new ArrayList<X509Certificate>();
        var blocks = BLOCK.matcher(text);
        ConfigException first = null;
        while (blocks.find()) {
            int line = (int) text.substring(0, blocks.start()).lines().count() + 1;
            try {
                certificates.add(certificate(file, blocks.group(), line, now, fault));
            } catch (ConfigException e) {
                first = first == null ? e : first;
            }
        }
        if (certificates.isEmpty() && first != null) {
            throw first;
        }
        if (certificates.isEmpty()) {
            throw fault.apply(file, "has no certificate in it; name a PEM file with -----BEGIN CERTIFICATE----- in it");
        }
        return certificates;
    }

    private static X509Certificate certificate(
            Path file, String block, int line, Instant now, BiFunction<Path, String, ConfigException> fault) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)));
            certificate.checkValidity(Date.from(now));
            return certificate;
        } catch (CertificateExpiredException e) {
            throw fault.apply(
                    file, "has a certificate in line %d that has expired; get the present one".formatted(line));
        } catch (CertificateNotYetValidException e) {
            throw fault.apply(
                    file, "has a certificate in line %d that is not valid yet; look at the clock".formatted(line));
        } catch (CertificateException e) {
            throw fault.apply(file, "has something in line %d that is no certificate; copy it again".formatted(line));
        }
    }
}
