namespace Nuke.Docker.BuildKit.Text.Tests;

public class CsvReaderSpecs
{
    [TestCase("type=local,dest=/c", new[] { "type=local", "dest=/c" })]
    [TestCase("type=local,\"dest=/a,b\"", new[] { "type=local", "dest=/a,b" })]
    [TestCase("\"say \"\"hi\"\"\",b", new[] { "say \"hi\"", "b" })]
    [TestCase("a,", new[] { "a", "" })]
    [TestCase(",", new[] { "", "" })]
    [TestCase("\"\"", new[] { "" })]
    [TestCase(" a , b", new[] { " a ", " b" })]
    [TestCase("a,b\n", new[] { "a", "b" })]
    [TestCase("a,b\r\n", new[] { "a", "b" })]
    [TestCase("\"two\nlines\"", new[] { "two\nlines" })]
    public void A_line_is_split_into_fields(string line, string[] expected)
    {
        Assert.That(CsvReader.Fields(line, "--output"), Is.EqualTo(expected));
    }

    [TestCase("", "--output: must not be empty")]
    [TestCase("\n", "--output: must not be empty")]
    [TestCase("dest=\"/a,b\"", "--output: the quote at column 6 is inside an unquoted field")]
    [TestCase("a,b\"", "--output: the quote at column 4 is inside an unquoted field")]
    [TestCase("a,\"b", "--output: the quote at column 3 is not closed")]
    [TestCase("\"a\"b", "--output: the quote at column 3 ends the field, but more text follows")]
    public void A_misplaced_quote_is_reported_with_its_column_but_not_with_the_text(string line, string expected)
    {
        Assert.That(() => CsvReader.Fields(line, "--output"), Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith(expected));
    }
}
