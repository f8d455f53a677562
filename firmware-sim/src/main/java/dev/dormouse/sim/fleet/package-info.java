/**
 * What a fleet file says: groups of devices, what they publish and hear, when they sleep; values only, read once. May use
 * {@code device}, {@code profile} and {@code air}. Threading: immutable, except the values of templates, which belong to one device.
 */
@NullMarked
package dev.dormouse.sim.fleet;

import org.jspecify.annotations.NullMarked;
