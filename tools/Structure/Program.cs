using Structure;

// structure [--types] ASSEMBLY … prints the folders of each assembly, the edges between them and the cycles; exit code 1 if there are any.
var withTypes = args.Contains("--types");
var cycles = 0;
foreach (var file in args.Where(arg => arg != "--types"))
{
    var name = Path.GetFileNameWithoutExtension(file);
    foreach (var graph in FolderGraph.Build(name, AssemblyReferences.Read(file)))
    {
        cycles += graph.Cycles.Count;
        Console.WriteLine(MatrixText.Write(graph.Place.Length == 0 ? name : $"{name} {graph.Place}", graph));
        foreach (var cycle in graph.Cycles)
            Console.WriteLine($"  CYCLE {string.Join(", ", cycle)}");
        if (withTypes)
            foreach (var (from, to, types) in graph.Edges.Where(edge => graph.Cycles.Any(cycle => cycle.Contains(edge.From) && cycle.Contains(edge.To))))
                Console.WriteLine($"  {from} -> {to}: {string.Join(", ", types.Select(pair => $"{Short(pair.User)}>{Short(pair.Used)}"))}");
    }
}

Console.WriteLine($"{cycles} cycles");
return cycles == 0 ? 0 : 1;

static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];
