package dev.dormouse.gateway.reception;

/**
 * How many clients are taken on.
 *
 * @param clients sessions at a time, those at rest included
 * @param halfOpenConnects connect dialogues at a time
 * @param connectsPerSecond CONNECTs a second
 * @param connectsPerSecondAndAddress CONNECTs a second from one network address, whatever its ports
 */
public record AdmissionLimits(
        int clients, int halfOpenConnects, int connectsPerSecond, int connectsPerSecondAndAddress) {
    /** No limits to speak of. */
    public static AdmissionLimits generous() {
        return new AdmissionLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000);
    }
}
