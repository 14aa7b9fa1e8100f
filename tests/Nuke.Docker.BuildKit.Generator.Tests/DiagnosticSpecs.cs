namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Reports an error of a specification with its line and column.</summary>
public class DiagnosticSpecs
{
    // Line 9 holds the command's members, line 10 its flag.
    private static readonly string s_valid = Input.Text("tool.json");

    [Test]
    public void What_is_valid_is_not_complained_of()
    {
        Assert.That(Generation.Diagnostics(s_valid), Is.Empty);
    }

    [TestCase("\"0.35.0\",", "\"0.35.0\"", "NDB0001", 5, 3, "expected ',', found '\"'")]
    [TestCase("\"tool\": \"buildx\"", "\"tool\": 7", "NDB0001", 2, 11, "expected an object, an array, a string, true or false, found '7'")]
    [TestCase("\"Debug.\"", "\"Deb\\qug.\"", "NDB0001", 6, 91, "one of")]
    [TestCase("\"optional\": true", "\"optional\": troo", "NDB0001", 11, 72, "expected true, found 't'")]
    [TestCase("\"kind\": \"string\", ", "", "NDB0002", 10, 17, "a flag has no 'kind'")]
    [TestCase("[\"debug\"]", "\"debug\"", "NDB0002", 9, 64, "'uses' must be an array, but is a string")]
    [TestCase("\"optional\": true", "\"optional\": \"yes\"", "NDB0002", 11, 72, "'optional' must be true or false, but is a string")]
    [TestCase("\"doc\": \"Form.\"", "\"docs\": \"Form.\", \"doc\": \"\"", "NDB0003", 10, 76, "'docs' is not a member of a flag; valid members: name, kind,")]
    [TestCase("\"kind\": \"string\"", "\"kind\": \"strnig\"", "NDB0004", 10, 47, "'strnig' is not a kind of flag; valid values: bool, bytes,")]
    [TestCase(
        "\"kind\": \"string\"",
        "\"kind\": \"string\", \"value\": \"Plattform\"",
        "NDB0004",
        10,
        66,
        "'Plattform' is not a type of value; valid values: map, Platform, ProgressMode")]
    [TestCase("[\"debug\"]", "[\"debugs\"]", "NDB0004", 9, 65, "'debugs' is not a set of flags; valid values: debug")]
    [TestCase("\"enum\"", "\"enumeration\"", "NDB0004", 5, 51, "'enumeration' is not a sort of type; valid values: value, enum")]
    [TestCase("\"--format\"", "\"--debug\"", "NDB0005", 9, 15, "'ls' would have the property Debug twice")]
    [TestCase("\"Name\"", "\"Format\"", "NDB0005", 9, 15, "'ls' would have the property Format twice")]
    [TestCase(
        "\"doc\": \"Form.\" }",
        "\"doc\": \"Form.\" }, { \"name\": \"--format\", \"kind\": \"bool\", \"since\": \"0.13.0\", \"doc\": \"\" }",
        "NDB0005",
        10,
        94,
        "the flag '--format' already exists")]
    [TestCase("\"doc\": \"Lists.\"", "\"doc\": \"Lists.\", \"doc\": \"\"", "NDB0005", 9, 56, "a command has 'doc' twice")]
    [TestCase("\"0.13.0\"", "\"v0.13\"", "NDB0006", 10, 66, "'v0.13' is not a version; write three numbers such as 0.35.0")]
    [TestCase(
        "\"since\": \"0.13.0\"",
        "\"since\": \"0.13.0\", \"last\": \"0.12.0\"",
        "NDB0006",
        10,
        84,
        "'0.12.0' is not a last version; write one that is not older than 0.13.0")]
    [TestCase("--a=x", "--aa=x", "NDB0004", 12, 85, "'--aa' is not a flag of 'ls'; valid values: --a, --b, --debug, --format")]
    [TestCase("--a=x", "--b=x", "NDB0006", 12, 85, "'--b=x' is not a flag to set; write a switch, a text or a value")]
    [TestCase("\"reader\": \"Platform.Read\", ", "", "NDB0002", 12, 19, "an answer has no 'reader'")]
    [TestCase(
        "\"answers\": [{",
        "\"answers\": [{ \"returns\": \"BuildReport\", \"reader\": \"Platform.Read\", \"doc\": \"\" }, {",
        "NDB0005",
        12,
        87,
        "'ls' already has the answer ''")]
    [TestCase("\"--format\"", "\"format\"", "NDB0006", 10, 27, "'format' is not a flag; write it as typed, such as --cache-from")]
    public void An_error_has_a_line_and_a_column(string before, string after, string id, int line, int column, string message)
    {
        Assert.That(s_valid, Does.Contain(before));

        var diagnostic = Generation.Diagnostics(Replace(before, after))[0];

        var position = diagnostic.Location.GetLineSpan().StartLinePosition;
        Assert.That(diagnostic.GetMessage(), Does.Contain(message));
        Assert.That((diagnostic.Id, position.Line + 1, position.Character + 1), Is.EqualTo((id, line, column)));
        Assert.That(diagnostic.Location.GetLineSpan().Path, Is.EqualTo("/src/Specifications/tool.json"));
    }

    [TestCase("\"Platform.Read\"", "\"PlatformReader.Read\"", "NDB0007", 12, 57, "The type 'PlatformReader' does not exist in C#")]
    [TestCase("\"Platform\": \"value\"", "\"Platfrom\": \"value\"", "NDB0007", 5, 14, "The value 'Platfrom' does not exist in C#")]
    [TestCase("\"Platform\": \"value\"", "\"Platform\": \"enum\"", "NDB0007", 5, 14, "The enum 'Platform' does not exist in C#")]
    [TestCase(
        "\"doc\": \"Lists.\"",
        "\"returns\": \"IReadOnlyList<BuildRaport>\", \"doc\": \"\"",
        "NDB0007",
        9,
        50,
        "The type 'IReadOnlyList<BuildRaport>' does not exist in C#")]
    [TestCase(
        "\"Platform\": \"value\"",
        "\"BuildReport\": \"value\", \"Platform\": \"value\"",
        "NDB0008",
        5,
        14,
        "No flag has values of the type 'BuildReport'")]
    public void A_type_that_is_missing_or_of_no_use_is_told_where_it_is_named(string before, string after, string id, int line, int column, string message) =>
        An_error_has_a_line_and_a_column(before, after, id, line, column, message);

    [Test]
    public void A_type_may_be_generic_and_come_from_where_generated_files_look()
    {
        Assert.That(Generation.Diagnostics(Replace("\"doc\": \"Lists.\"", "\"returns\": \"IReadOnlyList<BuildReport>\", \"doc\": \"\"")), Is.Empty);
    }

    [Test]
    public void A_missing_type_leaves_no_generated_code_that_could_fail()
    {
        Assert.That(Generation.Run(s_valid, types: "").GeneratedTrees, Is.Empty);
    }

    [Test]
    public void Of_a_faulty_specification_nothing_is_generated()
    {
        var result = Generation.Run(Replace("\"0.13.0\"", "\"?\""));

        Assert.That(result.GeneratedTrees, Is.Empty);
    }

    [Test]
    public void A_command_can_be_there_once()
    {
        var command = "{ \"name\": \"du\", \"since\": \"0.6.0\" }";

        var diagnostic = Generation.Diagnostics($"{{ \"tool\": \"a\", \"version\": \"1.0.0\", \"commands\": [{command}, {command}] }}").Single();

        Assert.That(diagnostic.GetMessage(), Is.EqualTo("the command 'du' already exists"));
    }

    private static string Replace(string before, string after)
    {
        var index = s_valid.IndexOf(before, StringComparison.Ordinal);
        return string.Concat(s_valid.AsSpan(0, index), after, s_valid.AsSpan(index + before.Length));
    }
}
