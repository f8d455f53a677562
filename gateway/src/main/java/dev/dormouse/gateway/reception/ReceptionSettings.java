package dev.dormouse.gateway.reception;

/**
 * Who is let in.
 *
 * @param strictClientIds client ids have at most the 23 characters of 1.2 §5.3.1; otherwise up to 256 octets
 */
public record ReceptionSettings(AdmissionLimits admission, boolean strictClientIds) {}
