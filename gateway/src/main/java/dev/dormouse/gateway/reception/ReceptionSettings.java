package dev.dormouse.gateway.reception;

/**
 * What holds for all clients together.
 *
 * @param strictClientIds client ids have at most the 23 characters of 1.2 §5.3.1; otherwise up to 256 octets
 * @param queueOctets how much may wait for all clients together, at least 1; each message counts 200 octets besides its payload and topic
 */
public record ReceptionSettings(AdmissionLimits admission, boolean strictClientIds, long queueOctets) {
    /** With as much room for messages as the specification notes decide (I-29). */
    public ReceptionSettings(AdmissionLimits admission, boolean strictClientIds) {
        this(admission, strictClientIds, 64L << 20);
    }
}
