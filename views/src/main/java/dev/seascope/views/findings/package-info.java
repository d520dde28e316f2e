/// What is odd about a composed injection, and what KVM will say.
@NullMarked
package dev.seascope.views.findings;

import org.jspecify.annotations.NullMarked;
