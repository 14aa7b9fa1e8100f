using Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- [ROUNDS]
// Times ./build.sh DockerBuild against the bare docker buildx build with the same flags, in turn, so that both see the same machine.
var rounds = args.Length > 0 ? int.Parse(args[0]) : 10;
var service = new ServiceBenchmark(Repository.Root);

Console.WriteLine("Preparing: one build that makes whatever is missing …");
await service.PrepareAsync();

Console.WriteLine($"{"",-26}{"bare",22}{"./build.sh",22}{"ratio",16}");
Console.WriteLine($"{$"{rounds} rounds, seconds",-26}{"min  median  max",22}{"min  median  max",22}{"median",16}");
Show("no change", await service.CompareAsync(rounds, changeCode: false));
Show("code-only change", await service.CompareAsync(rounds, changeCode: true));

static void Show(string name, IReadOnlyList<(TimeSpan Bare, TimeSpan Ours)> pairs) => Console.WriteLine(
    $"{name,-26}{Sample.Of(pairs.Select(pair => pair.Bare.TotalSeconds)),22}{Sample.Of(pairs.Select(pair => pair.Ours.TotalSeconds)),22}{Sample.Of(pairs.Select(pair => pair.Ours / pair.Bare)).Median,16:0.00}");
