namespace TestSupport;

internal static partial class NastyDockerfiles
{
    /// <summary>Documents within the file.</summary>
    private static NastyDockerfile[] Heredocs =>
    [
        new("FROM scratch\nRUN <<EOF\na\nEOF\n", null),
        new("FROM scratch\nRUN <<EOF\na\n", 2),
        new("FROM scratch\nRUN <<-EOF\n\ta\n\tEOF\n", null),
        new("FROM scratch\nRUN <<-EOF\n  EOF\nEOF\n", null),
        new("FROM scratch\nRUN <<'EOF'\n$a\nEOF\n", null),
        new("FROM scratch\nRUN <<\"EOF\"\n$a\nEOF\n", null),
        new("FROM scratch\nRUN cat <<A && cat <<B\na\nA\nb\nB\n", null),
        new("FROM scratch\nRUN cat <<A && cat <<B\na\nB\n", 2),
        new("FROM scratch\nRUN 3<<EOF cat /dev/fd/3\na\nEOF\n", null),
        new("FROM scratch\nCOPY <<EOF /a\nx\nEOF\n", null),
        new("FROM scratch\nCOPY <<a <<b /dir/\nx\na\ny\nb\n", null),
        new("FROM scratch\nCOPY a <<EOF\nx\nEOF\n", 2),
        new("FROM scratch\nADD <<EOF /a\n${x:?unset}\nEOF\n", 2),
        new("FROM scratch\nADD <<'EOF' /a\n${x:?unset}\nEOF\n", null),
        new("FROM scratch\nCOPY <<EOF /a\n${\nEOF\n", 2),
        new("FROM scratch\nRUN <<EOF\n${x:?unset}\nEOF\n", null),
        new("FROM scratch\nENV a=<<EOF\nx\nEOF\n", 3),
        new("FROM scratch\nRUN [\"<<EOF\"]\nx\n", 3),
        new("FROM scratch\nRUN echo a<<b\nRUN c\n", null),
        new("FROM scratch\nRUN cat << EOF\na\nEOF\n", null),
        new("FROM scratch\nRUN python3 <<< 'x'\n", null),
        new("FROM scratch\nRUN echo '<<EOF'\n", null),
        new("FROM scratch\nRUN echo \"<<EOF\"\n", null),
        new("FROM scratch\nRUN cat <<EOF'\nRUN b\n", null),
        new("FROM scratch\nONBUILD RUN <<EOF\na\nEOF\n", null),
        new("FROM scratch\nONBUILD COPY <<EOF /x\na\n", 2),
        new("FROM scratch\nRUN <<EOF cat\nFOO\nEOF\nFOO\n", 5),
        new("FROM scratch\nRUN a <<EOF \\\n b\nx\nEOF\n", null),
        new("FROM scratch\nRUN <<EOF\r\na\r\nEOF\r\n", null),
        new("FROM scratch\nCOPY [\"<<EOF\", \"/a\"]\n", null),
        new("FROM scratch\nCOPY [\"a\", \"<<EOF\"]\n", 2),
        new("FROM scratch\nRUN <<E\\OF\na\nEOF\n", null),
        new("FROM scratch\nRUN --mount=type=cache,target=/c <<EOF\na\nEOF\n", null),
        new("FROM scratch\nCMD <<EOF\nfoo\nEOF\n", 3),
        new("FROM scratch\nRUN <<EOF\n\nEOF\nRUN x\n", null),
        new("FROM scratch\nRUN echo $((1<<2))\n", null),
        new("FROM scratch\nRUN echo $(( 1 << n ))\nRUN y\n", 2),
        new("FROM scratch\nRUN cat <<-\tEOF\na\nEOF\n", 3),
    ];
}
