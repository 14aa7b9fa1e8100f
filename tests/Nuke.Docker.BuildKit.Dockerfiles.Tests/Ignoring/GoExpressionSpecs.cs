using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>
/// The parts of Go's regular expressions that a pattern reaches through a backslash, a brace or a bar, because BuildKit does not escape them.
/// </summary>
public sealed class GoExpressionSpecs
{
    [TestCase("alnum", "09AZaz", ":@[`{")]
    [TestCase("alpha", "AZaz", "0@[`{")]
    [TestCase("ascii", "\u0001a~\u007F", "é")]
    [TestCase("blank", " \t", "\na")]
    [TestCase("cntrl", "\u0001\u001F\u007F", " a")]
    [TestCase("digit", "09", ":a")]
    [TestCase("graph", "!~", " \u007F")]
    [TestCase("lower", "az", "A`{")]
    [TestCase("print", " ~", "\u001F\u007F")]
    [TestCase("punct", "!-:@[`{~", "0Aa ")]
    [TestCase("space", "\t\v\r ", "\ba")]
    [TestCase("upper", "AZ", "a@[")]
    [TestCase("word", "09AZaz_", "-")]
    [TestCase("xdigit", "09AFaf", "Gg")]
    public void A_named_class_contains(string name, string inside, string outside)
    {
        foreach (var character in inside)
        {
            Assert.That(Ignores($"[[:{name}:]]", $"{character}"), Is.True, $"{(int)character}");
            Assert.That(Ignores($"[[:^{name}:]]", $"{character}"), Is.False, $"{(int)character}");
        }

        foreach (var character in outside)
        {
            Assert.That(Ignores($"[[:{name}:]]", $"{character}"), Is.False, $"{(int)character}");
            Assert.That(Ignores($"[[:^{name}:]]", $"{character}"), Is.True, $"{(int)character}");
        }
    }

    [TestCase('d', "09", "a:")]
    [TestCase('w', "09AZaz_", "-[")]
    [TestCase('s', "\t\n\f\r ", "\v\b!")]
    public void A_letter_stands_for_a_class_and_its_capital_for_the_opposite(char letter, string inside, string outside)
    {
        foreach (var character in inside)
            Assert.That((Ignores($@"\{letter}", $"{character}"), Ignores($@"\{char.ToUpperInvariant(letter)}", $"{character}")), Is.EqualTo((true, false)));
        foreach (var character in outside)
            Assert.That((Ignores($@"\{letter}", $"{character}"), Ignores($@"\{char.ToUpperInvariant(letter)}", $"{character}")), Is.EqualTo((false, true)));
    }

    // Classes
    [TestCase("[[:digit:]_]", "_", true)]
    [TestCase("[[:digit:]_]", "a", false)]
    [TestCase("[[:digit]", ":", true, Description = "Not a name without :]")]
    [TestCase("[^[:digit:]]", "5", false)]
    [TestCase(@"[\d_]", "_", true)]
    [TestCase(@"[\d_]", "5", true)]
    [TestCase(@"[^\d]", "5", false)]
    [TestCase(@"[\x41-\x43]", "B", true)]
    [TestCase(@"[\x41-\x43]", "D", false)]
    [TestCase(@"[a\-z]", "-", true)]
    [TestCase(@"[a\-z]", "b", false)]
    [TestCase("[a-cx-z]", "y", true)]
    [TestCase("[a-cx-z]", "d", false)]
    [TestCase("[a-a]", "a", true)]
    [TestCase("[😀-😂]", "😁", true)]
    [TestCase("a[^b]c", "a/c", true, Description = "Unlike a star, a class matches a slash")]
    [TestCase("[ab]*", "abba", true, Description = "The star is a glob's: any text follows")]
    [TestCase("[ab]*", "cab", false)]
    // Categories
    [TestCase(@"\pL", "é", true)]
    [TestCase(@"\pL", "1", false)]
    [TestCase(@"\PL", "1", true)]
    [TestCase(@"\PL", "é", false)]
    [TestCase(@"\p{Lu}", "A", true)]
    [TestCase(@"\p{Lu}", "a", false)]
    [TestCase(@"\p{^Lu}", "a", true)]
    [TestCase(@"\P{^Lu}", "a", false)]
    [TestCase(@"\P{^Lu}", "A", true)]
    [TestCase(@"\p{Any}", "a", true)]
    [TestCase(@"\P{Any}", "a", false)]
    [TestCase(@"\pSo", "😀o", true, Description = "Without braces a name has one letter")]
    [TestCase(@"[\pN_]", "5", true)]
    [TestCase(@"[\pN_]", "_", true)]
    [TestCase(@"[\pN_]", "a", false)]
    // Numbers of characters
    [TestCase(@"\101", "A", true)]
    [TestCase(@"\1011", "A1", true)]
    [TestCase(@"\418", "!8", true)]
    [TestCase(@"\08", "\08", true)]
    [TestCase(@"\x41", "A", true)]
    [TestCase(@"\x411", "A1", true)]
    [TestCase(@"\x{41}", "A", true)]
    [TestCase(@"\x{41}b", "Ab", true)]
    [TestCase(@"\x{1F600}", "😀", true)]
    [TestCase(@"\x{10FFFF}", "\U0010FFFF", true)]
    // Characters
    [TestCase(@"\a", "\a", true)]
    [TestCase(@"\f", "\f", true)]
    [TestCase(@"\t", "\t", true)]
    [TestCase(@"\n", "\n", true)]
    [TestCase(@"\r", "\r", true)]
    [TestCase(@"\v", "\v", true)]
    [TestCase(@"\a", "a", false)]
    [TestCase(@"\_", "_", true)]
    [TestCase(@"\-", "-", true)]
    [TestCase(@"\Qab\Ec", "abc", true)]
    [TestCase(@"\Qa*\E", "a[^/]*", true, Description = "A quoted star is quoted after its translation")]
    [TestCase(@"\Qab", "ab", false, Description = "The quotation includes the end mark")]
    [TestCase(@"\Qab", "ab$", true)]
    [TestCase(@"\Qab", "ab$c", true)]
    // Positions
    [TestCase(@"\Aa\z", "a", true)]
    [TestCase(@"a\Ab", "ab", false)]
    [TestCase(@"a\zb", "ab", false)]
    [TestCase(@"\bab\b", "ab", true)]
    [TestCase(@"\b-", "-", false)]
    [TestCase(@"a\bb", "ab", false)]
    [TestCase(@"a\b-", "a-", true)]
    [TestCase(@"-\ba", "-a", true)]
    [TestCase(@"_\b-", "_-", true)]
    [TestCase(@"a\Bb", "ab", true)]
    [TestCase(@"a\B-", "a-", false)]
    [TestCase(@"\Ba", "a", false)]
    [TestCase("a^?", "a^b", false, Description = "A caret is the start")]
    // Repetitions
    [TestCase("a{2}*", "aa", true)]
    [TestCase("a{2}*", "a", false)]
    [TestCase("a{2}*", "aab", true)]
    [TestCase("[ab]{2}", "ab", true)]
    [TestCase("[ab]{2}", "a", false)]
    [TestCase("[ab]{2}", "abb", false)]
    [TestCase("[ab]{1,2}", "a", true)]
    [TestCase("[ab]{1,2}", "ab", true)]
    [TestCase("[ab]{1,2}", "aba", false)]
    [TestCase("[ab]{1,2}c", "c", false)]
    [TestCase("[ab]{0}c", "c", true)]
    [TestCase("*ab{0,1}", "xa", true, Description = "The last character is optional")]
    [TestCase("*ab{0,1}", "xab", true)]
    [TestCase("*ab{0,1}c", "xac", true)]
    [TestCase("*ab{0,1}c", "xab", false)]
    [TestCase("*.o", "x.ob", false)]
    [TestCase("[ab]{0}c", "ac", false)]
    [TestCase("[ab]{2,}", "a", false)]
    [TestCase("[ab]{2,}", "ab", true)]
    [TestCase("[ab]{2,}", "ababa", true)]
    [TestCase("[ab]{2,}", "abc", false)]
    [TestCase("[ab]{0,}c", "c", true)]
    [TestCase("[ab]{0,1}c", "bc", true)]
    [TestCase("[ab]{0,3}[cd]{1,2}", "abcd", true)]
    [TestCase("x[ab]{1,2}y{2}", "xayy", true)]
    [TestCase("[a]{1,1000}", "a", true)]
    [TestCase("b[a]{2}|wxyz{2}", "wxyzz", true)]
    [TestCase("{2}a?", "ab", true, Description = "Two starts are one")]
    [TestCase("{2}a?", "xab", false)]
    [TestCase("{0}a?", "xab", true, Description = "No start")]
    // Braces that are literal
    [TestCase("[a]{,2}", "a{,2}", true)]
    [TestCase("[a]{01}", "a{01}", true)]
    [TestCase("[a]{01}", "a", false)]
    [TestCase("[a]{1,02}", "a{1,02}", true)]
    [TestCase("[a]{0}", "a", false)]
    [TestCase("[a]{1,2,3}", "a{1,2,3}", true)]
    [TestCase("[a]{1,x}", "a{1,x}", true)]
    [TestCase("[a]{x}", "a{x}", true)]
    [TestCase("[a]{}", "a{}", true)]
    [TestCase("[a]{1", "a{1", true)]
    // Alternatives
    [TestCase("a|b*", "ax/y", true)]
    [TestCase("a|b*", "xb", true)]
    [TestCase("a|b*", "x/bc", true)]
    [TestCase("a|b*", "xc", false)]
    [TestCase("a|c|b*", "xcx", true, Description = "An alternative in the middle has neither start nor end")]
    public void An_expression_matches(string pattern, string path, bool ignored) => Assert.That(Ignores(pattern, path), Is.EqualTo(ignored));

    [TestCase("[[:foo:]]", "the class [:foo:] does not exist")]
    [TestCase("[c-a]", "a range runs from high to low")]
    [TestCase(@"[\e]", @"'\e' means nothing")]
    [TestCase(@"\pX", "Unicode category")]
    [TestCase(@"\p", "Unicode category")]
    [TestCase(@"\p{Lux}", "Unicode category")]
    [TestCase(@"\p{}", "Unicode category")]
    [TestCase(@"\p{L", "Unicode category")]
    [TestCase(@"\1", @"'\1' means nothing")]
    [TestCase(@"\18", @"'\1' means nothing")]
    [TestCase(@"\8", @"'\8' means nothing")]
    [TestCase(@"\y", @"'\y' means nothing")]
    [TestCase(@"\é", @"'\é' means nothing")]
    [TestCase(@"\x4", "hexadecimal digits")]
    [TestCase(@"\xg1", "hexadecimal digits")]
    [TestCase(@"\x{}", "hexadecimal digits")]
    [TestCase(@"\x{41", "hexadecimal digits")]
    [TestCase(@"\x{110000}", "hexadecimal digits")]
    [TestCase(@"\x{FFFFFFFF}", "hexadecimal digits")]
    [TestCase("[a]{2,1}", "a repetition runs from high to low")]
    [TestCase("[a]{1001}", "repeats more than 1000 times")]
    [TestCase("[a]{12345}", "repeats more than 1000 times")]
    [TestCase("[a]{1,1001}", "repeats more than 1000 times")]
    [TestCase("[a]{2}{2}", "repeats a repetition")]
    [TestCase("[a]{1,2}{2}", "repeats a repetition")]
    [TestCase("*{2}", "repeats a repetition")]
    [TestCase("a/**/{2}", "repeats a repetition")]
    [TestCase("a|{2}?", "has nothing to repeat")]
    [TestCase("a*[", "'[' has no ']'")]
    public void An_expression_that_Go_rejects_is_reported_when_it_is_compared(string pattern, string problem)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse($"# first\n{pattern}\n", "x/.dockerignore"), windows: false);

        var error = Assert.Throws<DockerignoreException>(() => matcher.Ignores("a"))!;

        Assert.That(error.Message, Does.StartWith($"x/.dockerignore:2: '{pattern}' is not a valid pattern: ").And.Contain(problem));
        Assert.That(Assert.Throws<DockerignoreException>(() => matcher.Ignores("a"))!.Message, Is.EqualTo(error.Message), "the second time, too");
    }

    [Test]
    public void A_thousand_repetitions_are_allowed()
    {
        Assert.That(Ignores("[a]{1000}", new string('a', 1000)), Is.True);
        Assert.That(Ignores("[a]{1000}", new string('a', 999)), Is.False);
    }

    private static bool Ignores(string pattern, string path) => new DockerignoreMatcher(DockerignoreFile.Parse(pattern), windows: false).Ignores(path);
}
