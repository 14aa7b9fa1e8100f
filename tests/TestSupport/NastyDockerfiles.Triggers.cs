namespace TestSupport;

internal static partial class NastyDockerfiles
{
    /// <summary><c>ONBUILD</c>.</summary>
    private static NastyDockerfile[] Triggers =>
    [
        new("FROM scratch\nONBUILD\n", 2),
        new("FROM scratch\nONBUILD FOO\n", null),
        new("FROM scratch\nONBUILD ONBUILD RUN a\n", 2),
        new("FROM scratch\nONBUILD FROM a\n", 2),
        new("FROM scratch\nONBUILD MAINTAINER a\n", 2),
        new("FROM scratch\nONBUILD RUN a\n", null),
        new("FROM scratch\nONBUILD ENV a\n", 2),
        new("FROM scratch\nONBUILD ENV a=b c\n", 2),
        new("FROM scratch\nONBUILD COPY a\n", null),
        new("FROM scratch\nONBUILD RUN [1]\n", 2),
        new("FROM scratch\nONBUILD COPY --foo a b\n", null),
        new("FROM scratch\nONBUILD --x RUN a\n", 2),
        new("FROM scratch\nONBUILD # x\n", null),
        new("FROM scratch\nONBUILD HEALTHCHECK FOO\n", null),
        new("FROM scratch AS a\nONBUILD COPY a\nFROM a\nRUN x\n", 3),
        new("FROM scratch AS a\nONBUILD RUN a\nFROM a\nRUN x\n", null),
        new("FROM scratch AS a\nONBUILD FOO\nFROM a\nRUN x\n", 3),
        new("FROM scratch AS a\nONBUILD RUN --mount=type=foo a\nFROM a\nRUN x\n", 3),
        new("FROM scratch AS a\nONBUILD ENV a=${b:?no}\nFROM a\nRUN x\n", 3),
        new("FROM scratch AS a\nONBUILD RUN <<EOF\na\nEOF\nFROM a\nRUN x\n", null),
        new("FROM scratch AS a\nONBUILD USER a\nFROM a\nRUN x\n", null),
    ];
}
