using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Builds.Compose;

namespace Nuke.Docker.BuildKit.Tests.Answers;

/// <summary>Framing of JSON objects, and unexpected input.</summary>
public sealed class FramingSpecs
{
    [TestCase("")]
    [TestCase("\n")]
    [TestCase("[]")]
    [TestCase("null")]
    public void Nothing_is_an_empty_list(string text) => Assert.That(ComposePsReader.Read(text), Is.Empty);

    [TestCase("""{"ID":"a"}{"ID":"b"}""")]
    [TestCase("{\"ID\":\"a\"}\n{\"ID\":\"b\"}\n")]
    [TestCase("[{\"ID\":\"a\"},{\"ID\":\"b\"}]")]
    [TestCase("[{\"ID\":\"a\"}]\n[{\"ID\":\"b\"}]")]
    public void Lines_and_arrays_are_the_same(string text) => Assert.That(ComposePsReader.Read(text).Select(container => container.Id), Is.EqualTo(["a", "b"]));

    [TestCase("error: no such thing", "not JSON")]
    [TestCase("[1]", "JSON objects were expected")]
    [TestCase("\"text\"", "JSON objects were expected")]
    [TestCase("""{"ID":"a"}{""", "not JSON")]
    public void What_is_no_answer_says_so_with_its_begin(string text, string problem)
    {
        var exception = Assert.Throws<AnswerException>(() => ImageListReader.Read(text));

        Assert.That(exception!.Message, Does.StartWith("The output of 'docker image ls --format json'").And.Contain(problem).And.Contain(text[..3]));
    }

    [Test]
    public void One_object_is_asked_for_where_there_is_one() =>
        Assert.That(() => BuildRecordReader.Read(""), Throws.InstanceOf<AnswerException>().With.Message.Contains("nothing was printed"));

    [Test]
    public void What_is_not_known_is_kept()
    {
        var builder = BuilderListReader.Read("""{"Name":"b","Driver":"docker","Colour":{"r":1},"Nodes":[{"Name":"n","Moons":2}]}""")[0];

        Assert.That(builder.Other["Colour"].GetRawText(), Is.EqualTo("""{"r":1}"""));
        Assert.That(builder.Nodes[0].Other["Moons"].GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public void What_has_another_form_than_expected_is_kept_and_not_fatal()
    {
        var image = ImageListReader.Read("""{"ID":["x"],"Size":{"bytes":1},"CreatedAt":"whenever","Containers":[]}""")[0];

        Assert.That((image.Id, image.Size, image.Created), Is.EqualTo(("", (PrintedSize?)null, (DateTimeOffset?)null)));
        Assert.That(image.Other.Keys, Is.EquivalentTo(["ID", "Size", "CreatedAt", "Containers"]));
    }

    [TestCase("buildx-ls.json")]
    [TestCase("history-ls.json")]
    [TestCase("image-ls-digests.json")]
    [TestCase("compose-ps.json")]
    public void A_cut_answer_is_an_error_and_never_another(string file)
    {
        var text = Answer.Text(file);

        var others = Enumerable.Range(1, 60)
            .Select(part => FailureOf(text[..(text.TrimEnd().Length * part / 61)]))
            .Where(failure => failure is not (null or AnswerException));

        Assert.That(others, Is.Empty);
    }

    private static Exception? FailureOf(string text)
    {
        try
        {
            AllReaders(text);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static void AllReaders(string text)
    {
        BuilderListReader.Read(text);
        BuildHistoryReader.Read(text);
        ImageListReader.Read(text);
        ComposePsReader.Read(text);
        BuilderDiskUsageReader.Read(text);
    }
}
