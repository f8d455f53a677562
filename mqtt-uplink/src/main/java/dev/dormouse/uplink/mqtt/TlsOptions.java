package dev.dormouse.uplink.mqtt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the server proves who it is, and how we do.
 *
 * @param authorities PEM file of trusted authorities; null: those of the Java installation
 * @param identity our own certificate; null: none
 * @param hostNameCheck whether the certificate must name the host
 */
public record TlsOptions(
        @Nullable Path authorities, @Nullable Identity identity, HostNameCheck hostNameCheck) {
    /** A client certificate chain and its unencrypted PKCS#8 key, both PEM files. */
    public record Identity(Path certificate, Path key) {}

    /** Whether the server's certificate must be made out to the host we wanted. */
    public enum HostNameCheck {
        ON,
        OFF
    }

    /** Trusts the authorities of the Java installation, checks the host name, shows no certificate. */
    public static TlsOptions defaults() {
        return new TlsOptions(null, null, HostNameCheck.ON);
    }

    public TlsOptions trusting(Path pemFile) {
        return new TlsOptions(pemFile, identity, hostNameCheck);
    }

    public TlsOptions identifiedBy(Path certificate, Path key) {
        return new TlsOptions(authorities, new Identity(certificate, key), hostNameCheck);
    }

    public TlsOptions with(HostNameCheck check) {
        return new TlsOptions(authorities, identity, check);
    }
}
