package dev.dormouse.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The numbered requirements of MQTT-SN 1.2, as listed in {@code requirements-1.2.csv}, that a test checks. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
    /** The ids, such as {@code SN12-083}. */
    String[] value();
}
