using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Text.Tests.Changes;

public sealed class UnifiedDiffSpecs
{
    [TestCase("a\n", "a\n", "")]
    [TestCase(null, "a\nb\n", "--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n")]
    [TestCase("a\nb\nc\n", "a\nx\nc\n", "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n")]
    [TestCase("a", "a\n", "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [TestCase("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n", "--- a/f\n+++ b/f\n@@ -7,3 +7,4 @@\n 7\n 8\n 9\n+0\n")]
    [TestCase("x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\n", "--- a/f\n+++ b/f\n@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n")]
    [TestCase("x\n1\n2\n3\n4\n5\n6\ny\n", "1\n2\n3\n4\n5\n6\n", "--- a/f\n+++ b/f\n@@ -1,8 +1,6 @@\n-x\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n")]
    public void A_change_has_the_format_of_diff(string? before, string after, string expected) =>
        Assert.That(UnifiedDiff.Between(before, after, "f"), Is.EqualTo(expected));
}
