using System.Text;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class TomlFileSpecs
{
    [TestCase("a = 1\nb.c = 2\nb.d = 'x'", "a: integer 1, b: table 2 {c: integer 2, d: 'x' 3}")]
    [TestCase("a = {b.c = 1.5,\n b.d = true}", "a: table 1 {b: table 1 {c: float 1, d: true 2}}")]
    [TestCase("a = [\n 'x',\n {y = 07:32}]", "a: array 1 ['x' 2, table 3 {y: date or time 3}]")]
    [TestCase("# note\n\n[a]\nb = 1\n[a.c]\nd = 2", "a: table 3 {b: integer 4, c: table 5 {d: integer 6}}")]
    [TestCase("[a.b]\nc = 1\n[a]\nd = 2", "a: table 3 {b: table 1 {c: integer 2}, d: integer 4}")]
    [TestCase("[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n[[a.e]]",
        "a: array 1 [table 1 {b: integer 2, c: table 3 {d: integer 4}}, table 5 {b: integer 6, e: array 7 [table 7 {}]}]")]
    [TestCase("\"x.y\".'z' = '''\none'''", "x.y: table 1 {z: 'one' 1}")]
    public void Headers_and_dotted_keys_become_tables_with_their_lines(string text, string expected)
    {
        var table = TomlFile.Parse(Encoding.UTF8.GetBytes(text), "a.toml");

        Assert.That(Show(table), Is.EqualTo($"table 1 {{{expected}}}"));
    }

    [TestCase("a = 1\na = 2", 2, "a is already set on line 1 (column 1). Remove one of the two.")]
    [TestCase("[a]\nsecret = 'x'\n[a]", 3, "a is already set on line 1 (column 1). Remove one of the two.")]
    [TestCase("a = {b = 1, b = 2}", 1, "a.b is already set on line 1 (column 13). Remove one of the two.")]
    [TestCase("a = ", 1, "unexpected end of file for a value (column 5). Write a string in quotes, a number, a date, true, false, [ … ] or { … }.")]
    [TestCase("a = yes", 1, "unexpected token `yes` for a value (column 5). Write a string in quotes, a number, a date, true, false, [ … ] or { … }.")]
    [TestCase("a 1", 1, "expecting `=` after a key instead of 1 (column 3). Write key = value.")]
    [TestCase("a = 'x", 1, "invalid End-Of-File found on string literal (column 6). Close the string with the quotes it begins with.")]
    [TestCase("a = 1 b = 2", 1, "unexpected token found `b` while expecting token `newline` (column 7). Begin a new line, or put # before a comment.")]
    [TestCase("a = [1 2]", 1, "missing a `,` (token: comma) to separate items in an array (column 8). Write a comma between the items.")]
    public void A_problem_is_reported_with_its_line_and_the_cure(string text, int line, string message)
    {
        var exception = Assert.Throws<PythonProjectException>(() => TomlFile.Parse(Encoding.UTF8.GetBytes(text), "a.toml"));

        Assert.That(exception!.Message, Is.EqualTo($"a.toml:{line}: it isn't valid TOML: {message}"));
    }

    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' }, "a.toml:1: the file begins with a byte order mark")]
    [TestCase(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "a.toml:1: byte 0xFF isn't part of UTF-8 text. The file is UTF-16: save it as UTF-8.")]
    [TestCase(new byte[] { (byte)'#', (byte)'\n', (byte)'#', 0xE4 }, "a.toml:2: byte 0xE4 isn't part of UTF-8 text. Save the file as UTF-8.")]
    public void Bytes_that_are_not_plain_UTF_8_are_refused(byte[] bytes, string message) =>
        Assert.That(() => TomlFile.Parse(bytes, "a.toml"), Throws.TypeOf<PythonProjectException>().With.Message.StartsWith(message));

    [Test]
    public void Whatever_the_input_the_only_exception_is_our_own()
    {
        var random = new Random(20260103);
        var sample = File.ReadAllText(Path.Combine(ProjectFolder.Sources(), "Samples", "uv-toml-1.1.txt"));
        string[] documents =
            [$"a = {new string('[', 100_000)}", $"a = {string.Concat(Enumerable.Repeat("{a=", 10_000))}",
            .. Enumerable.Range(0, 2_000).Select(_ => Damaged(sample, random))];

        var refused = documents.Count(document =>
        {
            try
            {
                TomlFile.Parse(Encoding.UTF8.GetBytes(document), "a.toml");
                return false;
            }
            catch (PythonProjectException)
            {
                return true;
            }
        });

        Assert.That(refused, Is.GreaterThan(1_000));
    }

    private static string Damaged(string text, Random random)
    {
        var begin = random.Next(text.Length);
        return text[begin..random.Next(begin, text.Length)].Insert(0, random.GetItems("[]{}=\"'#,.\n\0é\\a1 ".ToCharArray(), 1)[0].ToString());
    }

    private static string Show(TomlValue value) => value switch
    {
        TomlString text => $"'{text.Value}' {text.Line}",
        TomlBoolean boolean => $"{(boolean.Value ? "true" : "false")} {boolean.Line}",
        TomlArray array => $"array {array.Line} [{string.Join(", ", array.Items.Select(Show))}]",
        TomlTable table => $"table {table.Line} {{{string.Join(", ", table.Entries.Select(entry => $"{entry.Key}: {Show(entry.Value)}"))}}}",
        _ => $"{value.Kind} {value.Line}",
    };
}
