/**
 * Planted faults: what stands between devices and a gateway and breaks a promise on purpose, so that the oracle can be seen to find it.
 * May use the codec and {@code run.Mark}. Threading: a meddler belongs to one thread; the proxy has one of its own.
 */
@org.jspecify.annotations.NullMarked
package dev.dormouse.sim.proxy;
