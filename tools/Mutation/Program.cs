using System.Globalization;
using Mutation;

// mutation REPORT EQUIVALENTS PERCENT AREA=FOLDER … prints the score and the survivors of each area.
// Exit code 1: an area has a lower score, or the list of equivalent mutants is outdated.
var mutants = MutationReport.Read(File.ReadAllText(args[0]));
var equivalents = EquivalentMutant.Read(File.ReadAllText(args[1]));
var percent = int.Parse(args[2], CultureInfo.InvariantCulture);
var scores = args[3..].Select(area => area.Split('=')).Select(area => AreaScore.Of(area[0], area[1], mutants, equivalents)).ToArray();
foreach (var score in scores)
{
    Console.WriteLine(score);
    foreach (var survivor in score.Survivors)
        Console.WriteLine($"  {survivor}");
    foreach (var entry in score.Outdated)
        Console.WriteLine($"  outdated: {entry}. No such mutant survives. Remove the entry from {args[1]}.");
    if (score.Percent < percent)
        Console.WriteLine($"  below {percent} %: add tests, or list equivalent mutants with a reason in {args[1]}.");
}

return Array.TrueForAll(scores, score => score.Passes(percent)) ? 0 : 1;
