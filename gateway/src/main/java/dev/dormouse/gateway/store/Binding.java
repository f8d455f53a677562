package dev.dormouse.gateway.store;

/**
 * Where a client was heard last.
 *
 * @param link the link's name in the configuration
 * @param address the address as the link writes it
 */
public record Binding(String link, String address) {}
