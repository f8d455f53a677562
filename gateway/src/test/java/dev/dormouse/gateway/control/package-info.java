@NullMarked
package dev.dormouse.gateway.control;

import org.jspecify.annotations.NullMarked;
