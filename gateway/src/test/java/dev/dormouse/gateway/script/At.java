package dev.dormouse.gateway.script;

import dev.dormouse.link.LinkAddress;

/** An address that a script makes up; what follows a colon counts as its port. */
record At(String text) implements LinkAddress {
    @Override
    public LinkAddress withoutPort() {
        int colon = text.indexOf(':');
        return colon < 0 ? this : new At(text.substring(0, colon));
    }
}
