using Nuke.Common.Utilities;

namespace Nuke.EmbeddedHost.Tests.Utilities;

public class StringExtensionsSpecs
{
    [TestCase("NoCacheFilter", "No|Cache|Filter")]
    [TestCase("noCache", "no|Cache")]
    [TestCase("HTTPServer", "HTTPServer")]
    [TestCase("NuGetFeed", "Nu|Get|Feed")]
    [TestCase("", "")]
    public void Camel_humps_are_words(string text, string expected)
        => Assert.That(string.Join('|', text.SplitCamelHumps()), Is.EqualTo(expected));

    [TestCase("NuGetFeed", "NuGet|Feed")]
    [TestCase("PushNuGet", "Push|NuGet")]
    public void Known_words_stay_whole(string text, string expected)
        => Assert.That(string.Join('|', text.SplitCamelHumps("NuGet")), Is.EqualTo(expected));

    [TestCase("GitHubToken", "github-token")]
    [TestCase("NuGetApiKey", "nuget-api-key")]
    [TestCase("MSBuildPath", "msbuild-path")]
    [TestCase("DotNetTest", "dotnet-test")]
    [TestCase("PushToGitLab", "push-to-gitlab")]
    [TestCase("IPad", "ipad")]
    public void Known_words_make_the_names_on_the_command_line(string name, string expected)
        => Assert.That(name.SplitCamelHumpsWithKnownWords().JoinDash().ToLowerInvariant(), Is.EqualTo(expected));

    [TestCase(" ", "")]
    [TestCase("a b", "\"a b\"")]
    [TestCase("\"a b\"", "\"a b\"")]
    public void A_text_is_quoted_if_needed(string text, string expected)
        => Assert.That(text.DoubleQuoteIfNeeded(), Is.EqualTo(expected));

    [TestCase("a", "a")]
    [TestCase("a,b", "a or b")]
    [TestCase("a,b,c", "a, b, or c")]
    public void The_last_item_is_joined_by_a_word(string items, string expected)
        => Assert.That(items.Split(',').JoinCommaOr(), Is.EqualTo(expected));
}
