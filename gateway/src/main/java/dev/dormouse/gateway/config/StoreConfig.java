package dev.dormouse.gateway.config;

import java.nio.file.Path;

/**
 * Whether sessions survive a restart ({@code [store]}).
 *
 * @param enabled false: sessions end with the program
 * @param data directory of the store, relative to the data directory
 */
public record StoreConfig(boolean enabled, Path data) {}
