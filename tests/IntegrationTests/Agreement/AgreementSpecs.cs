using System.Globalization;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Agreement;

/// <summary>
/// Random changes of differently shaped projects, each built for real: the prediction, BuildKit and the named cause agree, and no build is skipped whose
/// image would differ.
/// </summary>
[Category("Agreement")]
public sealed class AgreementSpecs
{
    private readonly List<string> _differences = [];
    private int _nothing;
    private int _skipped;
    private int _unknown;
    private int _depends;
    private int _steps;

    [Test]
    public async Task Prediction_cause_and_skip_agree_with_BuildKit()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : FullRun.IsRequested ? Random.Shared.Next() : 20261129;
        var random = new Random(seed);
        await using var engine = await AgreementEngine.StartAsync();
        await using var other = await AgreementEngine.StartAsync();
        await engine.AddImagesAsync();
        await other.AddImagesAsync(engine);
        var changes = FullRun.IsRequested ? 45 : 4;
        foreach (var project in AgreementProject.All)
        {
            using var bench = await AgreementBench.CreateAsync([engine, other], project);
            await bench.BuildAsync();
            for (var change = 0; change < changes; change++)
            {
                AgreementMutation? mutation;
                while ((mutation = await AgreementMutation.MakeAsync(bench, random)) is null)
                {
                }

                await CheckAsync(bench, mutation);
            }
        }

        TestContext.Out.WriteLine(
            $"DOCKER_BUILDKIT_TESTS_SEED={seed}: {changes * AgreementProject.All.Count} changes, {_steps} steps, {_depends} of them depend; "
            + $"{_nothing} without effect, {_skipped} skipped; {_unknown} causes unknown");
        foreach (var difference in _differences)
            TestContext.Out.WriteLine(difference);
        Assert.That(_differences, Is.Empty, $"DOCKER_BUILDKIT_TESTS_SEED={seed}");
        Assert.That(_skipped, Is.GreaterThanOrEqualTo(_nothing * 0.95));
        Assert.That(_unknown, Is.Zero);
    }

    private async Task CheckAsync(AgreementBench bench, AgreementMutation mutation)
    {
        var name = $"{bench.Project.Name}, {mutation.Name} {mutation.Path}";
        if (mutation.IsParallel)
        {
            await CheckParallelAsync(name, bench, mutation);
            return;
        }

        var predicted = await bench.PredictAsync();
        if (mutation.IsNothing)
            _nothing++;
        var report = await bench.BuildAsync();
        if (report.Notes.Any(note => note.Contains("not built", StringComparison.Ordinal)))
        {
            _skipped++;
            if (!mutation.IsNothing)
                _differences.Add($"{name}: skipped");
            // A prune changes no image, but the proof would run all steps.
            report = await bench.BuildAsync(skip: false);
        }

        Compare(name, predicted, report);
        Explain(name, mutation, [report]);
        if (mutation.EmptiesMount && !report.Causes.Any(cause => cause.Kind == CauseKind.CacheMountEmptied))
            _differences.Add($"{name}: no cause names the empty cache mount");
        if (bench.ImportsCache)
            await bench.ForgetCacheAsync();
    }

    // Whichever build comes first runs a step.
    private async Task CheckParallelAsync(string name, AgreementBench bench, AgreementMutation mutation)
    {
        string[] images = ["agreement", "parallel"];
        List<IReadOnlyList<StepPrediction>> predictions = [];
        foreach (var image in images)
            predictions.Add(await bench.PredictAsync(image));
        var reports = await Task.WhenAll(images.Select(image => Task.Run(() => bench.BuildAsync(image, skip: false))));
        foreach (var (predicted, report) in predictions.Zip(reports))
            Compare(name, predicted, report, reports);
        Explain(name, mutation, reports);
    }

    private void Compare(string name, IReadOnlyList<StepPrediction> predicted, BuildReport report, params IReadOnlyList<BuildReport> all)
    {
        var labels = predicted.Select(prediction => (prediction.Step.Stage, prediction.Step.Number, prediction.Step.Of)).ToHashSet();
        foreach (var step in report.Steps.Where(step => !step.BaseImage && !labels.Contains((step.Stage, step.Number, step.Of))))
            _differences.Add($"{name}: [{step.Stage} {step.Number}/{step.Of}] {step.Instruction} was not predicted");
        foreach (var prediction in predicted)
        {
            var step = report.Steps.FirstOrDefault(step => !step.BaseImage && (step.Stage, step.Number) == (prediction.Step.Stage, prediction.Step.Number));
            if (step is null)
                continue;
            _steps++;
            if (prediction.Forecast == StepForecast.Depends)
                _depends++;
            else if (prediction.Forecast == StepForecast.Runs ? !all.Append(report).Any(one => HasRun(one, step)) : step.Result == StepResult.Ran)
                _differences.Add($"{name}: [{prediction.Step.Label}] {step.Instruction}: {prediction.Forecast} ({prediction.Reason}), but {step.Result}");
        }
    }

    private static bool HasRun(BuildReport report, StepReport step) => report.Steps.Any(other =>
        (other.Stage, other.Number, other.Result, other.BaseImage) == (step.Stage, step.Number, StepResult.Ran, false));

    private void Explain(string name, AgreementMutation mutation, IReadOnlyList<BuildReport> reports)
    {
        List<StepCause> causes = [.. reports.SelectMany(report => report.Causes)];
        List<StepCause> roots = [.. causes.Where(cause => cause.IsRoot || cause.Kind == CauseKind.SourceStage)];
        _unknown += roots.Count(cause => cause.Kind == CauseKind.Unknown);
        foreach (var cause in roots.Where(cause => !mutation.Causes.Contains(cause.Kind) && cause.Kind != CauseKind.SourceStage))
            _differences.Add($"{name}: [{cause.Stage} {cause.Number}] {cause.Instruction} was explained as {cause.Kind}: {cause.Sentence}");
        if (mutation.Path is { } path && !causes.Exists(cause => cause.Details.Any(path.EndsWith)))
            _differences.Add($"{name}: no cause names {path}: {string.Join("; ", causes.Select(cause => cause.Sentence))}");
    }
}
