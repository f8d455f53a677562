package dev.dormouse.uplink;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The requirements of MQTT-SN 1.2 that a test proves, by their ids such as {@code SN12-001}. */
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
    String[] value();
}
