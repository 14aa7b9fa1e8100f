namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Converts Poetry's version notation to PEP 440.</summary>
internal static class PoetryConstraint
{
    public static string ToSpecifier(string constraint) => constraint.Contains("||", StringComparison.Ordinal)
        // PEP 440 has no "or".
        ? constraint
        : string.Join(',', constraint.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Clause).Where(clause => clause.Length > 0));

    private static string Clause(string clause)
    {
        if (clause == "*")
            return "";
        if (clause[0] == '^')
            return $">={clause[1..]},<{Next(VersionRange.Numbers(clause[1..]), caret: true)}";
        if (clause[0] == '~' && !clause.StartsWith("~=", StringComparison.Ordinal))
            return $">={clause[1..]},<{Next(VersionRange.Numbers(clause[1..]), caret: false)}";
        return char.IsAsciiDigit(clause[0]) ? $"=={clause}" : clause[0] == '=' && !clause.StartsWith("==", StringComparison.Ordinal) ? $"={clause}" : clause;
    }

    /// <summary>^1.2 ends before 2, ^0.2 before 0.3, ^0.0.3 before 0.0.4; ~1.2 before 1.3, ~1 before 2.</summary>
    private static string Next(int[] numbers, bool caret)
    {
        var index = caret ? Array.FindIndex(numbers, number => number > 0) : Math.Min(1, numbers.Length - 1);
        if (index < 0)
            index = Math.Max(0, numbers.Length - 1);
        return numbers.Length == 0 ? "0" : string.Join('.', numbers.Take(index).Append(numbers[index] + 1));
    }
}
