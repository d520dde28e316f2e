package dev.seascope.vmm;

import java.io.IOException;

/// A file that is not the guest program it should be. The message is for the user: the file and what is wrong with it.
public final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1;

    public ImageFormatException(String message) {
        super(message);
    }
}
