/** Independent implementations that ours are compared with. */
@NullMarked
package dev.dormouse.link.oracle;

import org.jspecify.annotations.NullMarked;
