package dev.weir.core.packet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that runs once per packet or more often.
 *
 * <p>Such a method allocates nothing, throws nothing, and uses no streams, lambdas, boxing,
 * formatting, locks or clocks; an architecture test holds it to that.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface HotPath {}
