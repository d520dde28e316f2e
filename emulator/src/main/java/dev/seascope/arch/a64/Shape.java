package dev.seascope.arch.a64;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/// An instruction class that is written once and defined again for every function it applies: `Xd = f(Xn, Xm)` is one
/// shape, and addition, a multiplication and so on each get a class of their own made from it.
///
/// Why: the meaning of an instruction is one small static method, and the interpreter needs it inlined into
/// [Instruction#execute]. A function in an instance field would cost a second unpredictable call per instruction. As
/// data of a hidden class it is a constant to HotSpot, which inlines it, so that an instruction costs one call, as if
/// its class had been written by hand.
///
/// A shape has a constructor without arguments, which makes the prototype, and reads its functions with [#data] into
/// `static final` fields.
public abstract class Shape extends Instruction {
    protected Shape() {}

    /// An instruction of this shape and function.
    ///
    /// @param d slot of the destination in [Processor#x]
    /// @param n slot of the first source
    /// @param m slot of the second source
    /// @param constant an immediate, or whatever else the shape needs
    public abstract Instruction of(int d, int n, int m, long constant);

    /// What was given to [#define] for the class that `lookup` looks from.
    protected static <T> T data(MethodHandles.Lookup lookup, Class<T> type) {
        try {
            return Objects.requireNonNull(MethodHandles.classData(lookup, "_", type));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Define a class from a shape.
    ///
    /// @param lookup with full access to the shape's package
    /// @param data the functions, which the shape reads with [#data]
    /// @return the prototype
    public static Shape define(MethodHandles.Lookup lookup, Class<? extends Shape> shape, Object data) {
        String resource = shape.getName().substring(shape.getPackageName().length() + 1) + ".class";
        try (InputStream stream = shape.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(stream, resource).readAllBytes();
            MethodHandles.Lookup hidden = lookup.defineHiddenClassWithClassData(bytes, data, true);
            return (Shape) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot define " + resource, e);
        }
    }
}
