using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Finds the step of an earlier build that corresponds to a step, even if steps before it were added, removed or edited.</summary>
internal static class StepMatching
{
    private const int InstructionLength = 60;

    /// <summary>Returns the index of the earlier step for each step; -1 for a new one.</summary>
    public static int[] Match(IReadOnlyList<LedgerStep> before, IReadOnlyList<LedgerStep> now)
    {
        var matches = new int[now.Count];
        Array.Fill(matches, -1);
        var stages = now.Select(StageOf).Distinct().ToList();
        var earlier = before.Select(StageOf).Distinct().ToList();
        // A renamed stage corresponds to the one that disappeared.
        var renamed = new Queue<(string?, string?)>(earlier.Except(stages));
        foreach (var stage in stages)
        {
            var other = earlier.Contains(stage) ? stage : renamed.TryDequeue(out var old) ? old : stage;
            Match(before, IndexesOf(before, other), now, IndexesOf(now, stage), matches);
        }

        return matches;
    }

    /// <summary>Describes the first difference in what precedes a step and its earlier one; <c>null</c> if there is none.</summary>
    /// <param name="before">The earlier steps.</param>
    /// <param name="now">The steps.</param>
    /// <param name="matches">The result of <see cref="Match(IReadOnlyList{LedgerStep}, IReadOnlyList{LedgerStep})"/>.</param>
    /// <param name="index">The index of the step, which corresponds to an earlier one.</param>
    public static string? MoveOf(IReadOnlyList<LedgerStep> before, IReadOnlyList<LedgerStep> now, int[] matches, int index)
    {
        for (var current = index; current >= 0 && matches[current] >= 0; current = now[current].Parent)
        {
            var (step, old) = (now[current], before[matches[current]]);
            if ((step.Parent < 0 ? -1 : matches[step.Parent]) == old.Parent)
                continue;
            var name = current == index ? "it" : step.Label;
            return old.Parent >= 0 ? $"{name} no longer follows {HumanText.Shorten(before[old.Parent].Instruction, InstructionLength)}"
                : $"{name} follows {HumanText.Shorten(now[step.Parent].Instruction, InstructionLength)}, and was the first step in the last build";
        }

        return null;
    }

    private static (string? Platform, string? Stage) StageOf(LedgerStep step) => (step.Platform, step.Stage);

    private static List<int> IndexesOf(IReadOnlyList<LedgerStep> steps, (string?, string?) stage) =>
        [.. Enumerable.Range(0, steps.Count).Where(index => StageOf(steps[index]) == stage)];

    private static void Match(IReadOnlyList<LedgerStep> before, List<int> old, IReadOnlyList<LedgerStep> now, List<int> current, int[] matches)
    {
        // The longest common subsequence of instructions.
        var lengths = new int[old.Count + 1, current.Count + 1];
        for (var one = old.Count - 1; one >= 0; one--)
        {
            for (var other = current.Count - 1; other >= 0; other--)
            {
                lengths[one, other] = IdentityOf(before[old[one]]) == IdentityOf(now[current[other]])
                    ? lengths[one + 1, other + 1] + 1
                    : Math.Max(lengths[one + 1, other], lengths[one, other + 1]);
            }
        }

        var (first, second, gapFirst, gapSecond) = (0, 0, 0, 0);
        while (first < old.Count && second < current.Count)
        {
            if (IdentityOf(before[old[first]]) == IdentityOf(now[current[second]]))
            {
                Pair(gapFirst, first, gapSecond, second);
                matches[current[second]] = old[first];
                (gapFirst, gapSecond) = (++first, ++second);
            }
            else if (lengths[first + 1, second] >= lengths[first, second + 1])
            {
                first++;
            }
            else
            {
                second++;
            }
        }

        Pair(gapFirst, old.Count, gapSecond, current.Count);

        // Between two unchanged instructions, an instruction of the same name was edited.
        void Pair(int fromOld, int toOld, int fromNew, int toNew)
        {
            for (int one = fromOld, other = fromNew; other < toNew; other++)
            {
                var next = one;
                while (next < toOld && before[old[next]].Keyword != now[current[other]].Keyword)
                    next++;
                if (next == toOld)
                    continue;
                matches[current[other]] = old[next];
                one = next + 1;
            }
        }
    }

    private static string IdentityOf(LedgerStep step) => step.Keyword + "\n" + step.Keyword switch
    {
        "RUN" => Shown(step, "command"),
        "WORKDIR" => Shown(step, "path"),
        _ => $"{Shown(step, "sources")}\n{Shown(step, "destination")}\n{Shown(step, "heredoc")}",
    };

    // The digest of what is not shown may have another key.
    private static string Shown(LedgerStep step, string name) => StepValues.Forget(step.Inputs.GetValueOrDefault(name, ""));
}
