namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Converts Poetry's version notation to PEP 440.</summary>
internal static class PoetryConstraint
{
    /// <returns>A valid specifier; empty if PEP 440 cannot express the constraint.</returns>
    public static string ToSpecifier(string constraint)
    {
        var alternatives = constraint.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // PEP 440 has no "or".
        if (alternatives.Length != 1)
            return "";
        List<string> clauses = [];
        foreach (var clause in VersionRange.JoinOperators(alternatives[0]).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Clause(clause) is not { } specifier)
                return "";
            if (specifier.Length > 0)
                clauses.Add(specifier);
        }

        return string.Join(',', clauses);
    }

    private static string? Clause(string clause)
    {
        var version = clause.TrimStart('=', '<', '>', '!', '~', '^');
        var operation = clause[..^version.Length];
        version = version.TrimStart('v', 'V').Replace(".x", ".*", StringComparison.Ordinal);
        if (version is "*" or "")
            return operation.Length == 0 ? "" : null;
        if (!char.IsAsciiDigit(version[0]))
            return null;
        var plain = version.EndsWith(".*", StringComparison.Ordinal) ? version[..^2] : version;
        return operation switch
        {
            "^" => $">={plain},<{Next(VersionRange.Numbers(plain), caret: true)}",
            "~" => $">={plain},<{Next(VersionRange.Numbers(plain), caret: false)}",
            "" or "=" or "==" => $"=={version}",
            "!=" or "===" => $"{operation}{version}",
            "~=" or ">=" or "<=" or ">" or "<" => $"{operation}{plain}",
            _ => null,
        };
    }

    /// <summary>^1.2 ends before 2, ^0.2 before 0.3, ^0.0.3 before 0.0.4; ~1.2 before 1.3, ~1 before 2.</summary>
    private static string Next(int[] numbers, bool caret)
    {
        var index = caret ? Array.FindIndex(numbers, number => number > 0) : Math.Min(1, numbers.Length - 1);
        if (index < 0)
            index = Math.Max(0, numbers.Length - 1);
        return numbers.Length == 0 ? "0" : string.Join('.', numbers.Take(index).Append(numbers[index] == int.MaxValue ? int.MaxValue : numbers[index] + 1));
    }
}
