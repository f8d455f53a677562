/** Tests of what survives a restart. */
@NullMarked
package dev.dormouse.gateway.store;

import org.jspecify.annotations.NullMarked;
