using Nuke.Docker.BuildKit.Caches.Strategies.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

public sealed class SlugSpecs
{
    private static readonly string[] s_confusable =
    [
        "feature/x", "feature-x", "feature x", "feature_x", "Feature/x", "feature//x", "feature/x/", "/feature/x", "-feature-x", ".feature-x", "_feature-x",
        "feature-x_", "feature-x-", "feature-x.", "feature__x", "feature___x", "_", "__", "-", "", " ", "日本", "日本語", "日", "a\ud83d\ude00", "a\ud800", "a\ud801",
        new('a', 47), new('a', 48), new('a', 49), new('a', 200), new string('a', 200) + "b",
    ];

    [TestCase("main", "main")]
    [TestCase("release-1.4", "release-1.4")]
    [TestCase("v2_x", "v2_x")]
    [TestCase("Fix-42", "Fix-42")]
    public void A_name_that_may_stand_in_a_tag_stays_as_it_is(string text, string expected) => Assert.That(Slug.Of(text, 48), Is.EqualTo(expected));

    [TestCase("feature/x", "feature-x-")]
    [TestCase("dependabot/npm_and_yarn/left-pad-1.3.0", "dependabot-npm_and_yarn-left-pad-1.3-")]
    [TestCase(".hidden", "hidden-")]
    [TestCase("two__parts", "two_parts-")]
    public void What_is_changed_can_still_be_read_and_ends_in_a_hash(string text, string start) =>
        Assert.That(Slug.Of(text, 48), Does.Match($"^{start}[0-9a-f]{{10}}$"));

    [Test]
    public void Two_texts_never_have_one_name()
    {
        string[] texts = [.. s_confusable, .. s_confusable.Select(text => Slug.Of(text, 48)).Where(slug => !s_confusable.Contains(slug))];

        var names = texts.Select(text => Slug.Of(text, 48)).ToList();

        Assert.That(names, Is.Unique);
    }

    [Test]
    public void Every_name_may_stand_in_a_tag_and_holds_no_separator() =>
        Assert.That(
            s_confusable.Select(text => Slug.Of(text, 48)),
            Is.All.Matches<string>(
                name => name!.Length is > 0 and <= 48
                    && !name.Contains(Slug.Separator)
                    && !name.EndsWith('_')
                    && name.All(character => char.IsAsciiLetterOrDigit(character) || "_.-".Contains(character))));

    [Test]
    public void Where_capitals_do_not_count_names_differ_in_more_than_them()
    {
        var names = new[] { "Bot", "bot", "BOT" }.Select(text => Slug.Of(text, 48, lower: true)).ToList();

        Assert.That(names, Is.Unique);
        Assert.That(names, Is.EqualTo(names.Select(name => name.ToLowerInvariant())));
    }
}
