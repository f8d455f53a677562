/** Tests of sessions from inside. */
@NullMarked
package dev.dormouse.gateway.session;

import org.jspecify.annotations.NullMarked;
