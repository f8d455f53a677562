package dev.dormouse.sim.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as radio people write them: {@code 232} or {@code 0xE8}. */
final class NumberConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            return text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is no number: write 232 or 0xE8");
        }
    }
}
