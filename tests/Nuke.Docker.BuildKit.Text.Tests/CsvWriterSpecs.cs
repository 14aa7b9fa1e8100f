namespace Nuke.Docker.BuildKit.Text.Tests;

public class CsvWriterSpecs
{
    [TestCase("/cache", "dest=/cache")]
    [TestCase("/a b", "dest=/a b")]
    [TestCase("", "dest=")]
    [TestCase("/a,b", "\"dest=/a,b\"")]
    [TestCase("say \"hi\"", "\"dest=say \"\"hi\"\"\"")]
    [TestCase("two\nlines", "\"dest=two\nlines\"")]
    [TestCase("two\rlines", "\"dest=two\rlines\"")]
    [TestCase("C:\\cache", "dest=C:\\cache")]
    [TestCase("größe", "dest=größe")]
    public void An_attribute_is_quoted_as_one_field(string value, string expected)
    {
        var csv = new CsvWriter().Add("dest", value);

        Assert.That(csv.ToArgument().Value, Is.EqualTo(expected));
    }

    [TestCase("plain", "plain")]
    [TestCase(" leading", "\" leading\"")]
    [TestCase("\tleading", "\"\tleading\"")]
    [TestCase("trailing ", "trailing ")]
    [TestCase("\\.", "\"\\.\"")]
    public void A_field_is_quoted_as_Go_does(string field, string expected)
    {
        var csv = new CsvWriter().Add(field);

        Assert.That(csv.ToArgument().Value, Is.EqualTo(expected));
    }

    [Test]
    public void An_absent_value_is_not_written()
    {
        var csv = new CsvWriter().Add("type", "local").Add("tag", (string?)null).Add("reset", (bool?)null).Add("level", (int?)null);

        Assert.That(csv.ToArgument().Value, Is.EqualTo("type=local"));
    }

    [Test]
    public void A_secret_is_in_the_value_and_not_in_the_display()
    {
        var csv = new CsvWriter().Add("type", "s3").AddSecret("secret_access_key", "hush,hush").Add("region", "eu");

        var argument = csv.ToArgument();

        Assert.That(argument.Value, Is.EqualTo("type=s3,\"secret_access_key=hush,hush\",region=eu"));
        Assert.That(argument.ToString(), Is.EqualTo("type=s3,secret_access_key=[REDACTED],region=eu"));
    }
}
