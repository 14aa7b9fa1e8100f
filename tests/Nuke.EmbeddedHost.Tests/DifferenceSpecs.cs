using System.Reflection;

namespace Nuke.EmbeddedHost.Tests;

/// <summary>The table of intended differences from NUKE: each row names the test that shows it.</summary>
public class DifferenceSpecs
{
    [Test]
    public void Each_difference_in_the_table_has_its_test_and_each_such_test_its_row()
    {
        var marked = typeof(DifferenceSpecs).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(DifferenceAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        var named = Rows().Select(row => row[^1].Trim('`')).ToList();

        Assert.That(named, Is.EquivalentTo(marked));
    }

    [Test]
    public void Each_row_of_the_table_is_complete()
    {
        var rows = Rows();

        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Where(row => row.Length != 4 || Array.Exists(row, cell => cell.Length == 0)), Is.Empty);
    }

    private static List<string[]> Rows()
        => [.. File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Differences.md"))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
}
