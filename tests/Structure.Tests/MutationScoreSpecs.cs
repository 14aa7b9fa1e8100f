using Mutation;

namespace Structure.Tests;

/// <summary>Computes the scores that the target <c>Mutate</c> prints.</summary>
public sealed class MutationScoreSpecs
{
    private static readonly Mutant[] s_mutants = [.. MutationReport.Read(
        """
        {
          "projectRoot": "/repo/source/Lib",
          "files": {
            "/repo/source/Lib/Ignoring/Walk.cs": {
              "source": "class Walk\n{\n    bool Ends => at >= end;\n    int Size => 1;\n}\n",
              "mutants": [
                { "replacement": "at > end", "status": "Survived", "location": { "start": { "line": 3 } } },
                { "replacement": "at <\n  end", "status": "Killed", "location": { "start": { "line": 3 } } },
                { "replacement": "2", "status": "Timeout", "location": { "start": { "line": 4 } } },
                { "replacement": "0", "status": "NoCoverage", "location": { "start": { "line": 4 } } },
                { "replacement": "3", "status": "Ignored", "location": { "start": { "line": 4 } } },
                { "replacement": "4", "status": "CompileError", "location": { "start": { "line": 4 } } }
              ]
            },
            "/repo/source/Lib/IgnoringOthers/Walk.cs": {
              "source": "class Walk { }",
              "mutants": [ { "replacement": ";", "status": "Survived", "location": { "start": { "line": 1 } } } ]
            }
          }
        }
        """)];

    [Test]
    public void Killed_mutants_and_timeouts_of_the_folder_count_as_detected()
    {
        var score = AreaScore.Of("Ignoring", "Ignoring", s_mutants, []);

        Assert.That(score.ToString(), Is.EqualTo("Ignoring: 50.0 %, 2 detected, 2 survived, 0 equivalent"));
        Assert.That(score.Survivors.Select(survivor => survivor.ToString()), Is.EqualTo(new[]
        {
            "Ignoring/Walk.cs:3: bool Ends => at >= end;  =>  at > end",
            "Ignoring/Walk.cs:4: int Size => 1;  =>  0  (no test runs it)",
        }));
    }

    [Test]
    public void Equivalent_mutants_do_not_count()
    {
        var equivalents = EquivalentMutant.Read(
            """
            [
              { "file": "Ignoring/Walk.cs", "source": "bool Ends => at >= end;", "replacement": "at >  end", "reason": "at never equals end" },
              { "file": "IgnoringOthers/Walk.cs", "source": "of another area", "replacement": ";", "reason": "" }
            ]
            """);

        var score = AreaScore.Of("Ignoring", "Ignoring", s_mutants, equivalents);

        Assert.That(score.ToString(), Is.EqualTo("Ignoring: 66.7 %, 2 detected, 1 survived, 1 equivalent"));
        Assert.That((score.Passes(66), score.Passes(67)), Is.EqualTo((true, false)));
    }

    [TestCase("Ignoring/Other.cs", "bool Ends => at >= end;", "at > end", Description = "The file was renamed")]
    [TestCase("Ignoring/Walk.cs", "bool Ends => at >= stop;", "at > end", Description = "The line was changed")]
    [TestCase("Ignoring/Walk.cs", "bool Ends => at >= end;", "at < end", Description = "A test detects this mutant")]
    public void An_entry_that_describes_no_undetected_mutant_is_outdated(string file, string source, string replacement)
    {
        var entry = new EquivalentMutant(file, source, replacement, "");

        var score = AreaScore.Of("Ignoring", "Ignoring", s_mutants, [entry]);

        Assert.That(score.Outdated, Is.EqualTo(new[] { entry }));
        Assert.That((score.Survivors.Length, score.Passes(0)), Is.EqualTo((2, false)));
    }

    [Test]
    public void An_area_without_mutants_fails() => Assert.That(AreaScore.Of("None", "None", s_mutants, []).Passes(1), Is.False);
}
