package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import java.util.List;

/** Keeps nothing, for gateways whose store is switched off. */
final class ForgetfulStore implements SessionStore {
    @Override
    public List<SessionSnapshot> loadAll() {
        return List.of();
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void append(ClientId client, SessionChange change, Runnable whenDurable) {
        throw new IllegalStateException("nothing can be kept of " + client);
    }

    @Override
    public void remove(ClientId client) {}

    @Override
    public void close() {}
}
