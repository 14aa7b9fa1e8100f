using Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Projects;

public sealed class ProjectTextSpecs
{
    private string _file = null!;

    [SetUp]
    public void MakeFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [TestCase("<Project />", "<Project>\n  <ItemGroup>\n    <P Include=\"M\" Version=\"1\" />\n  </ItemGroup>\n</Project>", TestName = "One_tag")]
    [TestCase(
        "<Project Sdk=\"a>b\"/>\r\n",
        "<Project Sdk=\"a>b\">\r\n  <ItemGroup>\r\n    <P Include=\"M\" Version=\"1\" />\r\n  </ItemGroup>\r\n</Project>\r\n",
        TestName = "One_tag_with_a_bracket_in_a_value")]
    [TestCase("<Project></Project>", "<Project>\n  <ItemGroup>\n    <P Include=\"M\" Version=\"1\" />\n  </ItemGroup>\n</Project>", TestName = "Nothing_in_it")]
    [TestCase(
        "<Project>\n</Project>\n",
        "<Project>\n  <ItemGroup>\n    <P Include=\"M\" Version=\"1\" />\n  </ItemGroup>\n</Project>\n",
        TestName = "A_line_end_in_it")]
    [TestCase(
        """
        <Project>

            <PropertyGroup>
                <A>1</A>
            </PropertyGroup> <!-- a -->

            <Target Name="T" />

        </Project>

        """,
        """
        <Project>

            <PropertyGroup>
                <A>1</A>
            </PropertyGroup> <!-- a -->

            <ItemGroup>
                <P Include="M" Version="1" />
            </ItemGroup>

            <Target Name="T" />

        </Project>

        """,
        TestName = "A_group_follows_the_last_one_as_they_follow_each_other")]
    [TestCase(
        "<Project><ItemGroup><P Include=\"A\" /></ItemGroup></Project>",
        "<Project><ItemGroup><P Include=\"A\" /><P Include=\"M\" Version=\"1\" /></ItemGroup></Project>",
        TestName = "All_on_one_line")]
    [TestCase(
        """
        <Project>
          <ItemGroup>
            <P Include="A" />

            <P Include="Z">
              <V>1</V>
            </P>
          </ItemGroup>
        </Project>

        """,
        """
        <Project>
          <ItemGroup>
            <P Include="A" />
            <P Include="M" Version="1" />

            <P Include="Z">
              <V>1</V>
            </P>
          </ItemGroup>
        </Project>

        """,
        TestName = "In_the_order_that_is_there")]
    [TestCase(
        """
        <Project>
          <ItemGroup>
            <P Include="Z" />
            <P Include="A">
              <V>1</V>
            </P>
          </ItemGroup>
        </Project>

        """,
        """
        <Project>
          <ItemGroup>
            <P Include="Z" />
            <P Include="A">
              <V>1</V>
            </P>
            <P Include="M" Version="1" />
          </ItemGroup>
        </Project>

        """,
        TestName = "At_the_end_where_there_is_no_order")]
    [TestCase(
        "<?xml version=\"1.0\"?>\r<!-- <P Include=\"B\" /> -->\r\n"
        + "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">\r\n  <ItemGroup>\r\n"
        + "    <P Include=\"ü\"\r\n       V='>'  /> <!-- x -->\r\n  </ItemGroup>\r\n</Project>",
        "<?xml version=\"1.0\"?>\r<!-- <P Include=\"B\" /> -->\r\n"
        + "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">\r\n  <ItemGroup>\r\n"
        + "    <P Include=\"ü\"\r\n       V='>'  /> <!-- x -->\r\n    <P Include=\"M\" Version=\"1\" />\r\n"
        + "  </ItemGroup>\r\n</Project>",
        TestName = "Mixed_line_ends_comments_and_a_value_over_lines")]
    [TestCase(
        """
        <Project>
          <Choose>
            <When Condition="true">
              <ItemGroup>
                <P Include="A" />
              </ItemGroup>
            </When>
          </Choose>
        </Project>

        """,
        """
        <Project>
          <Choose>
            <When Condition="true">
              <ItemGroup>
                <P Include="A" />
              </ItemGroup>
            </When>
          </Choose>
          <ItemGroup>
            <P Include="M" Version="1" />
          </ItemGroup>
        </Project>

        """,
        TestName = "A_group_of_a_choice_is_left_alone")]
    public void An_item_is_inserted_and_nothing_else_changes(string before, string after)
    {
        File.WriteAllText(_file, before);

        Assert.That(ProjectText.Read(_file).Insert("P", "M", "1"), Is.EqualTo(after));
    }

    [TestCase("<Project><ItemGroup><P Include=\"a; m ;b\" /></ItemGroup></Project>", "")]
    [TestCase("<Project><ItemGroup Condition=\"x\"><P Include=\"M\" Condition=\"y\" /></ItemGroup></Project>", "y and x")]
    [TestCase("<Project><Target Name=\"T\"><ItemGroup><P Include=\"M\" /></ItemGroup></Target></Project>", null)]
    [TestCase("<Project><ItemGroup><P Update=\"M\" /><P Include=\"MM\" /></ItemGroup></Project>", null)]
    public void An_item_is_found_with_its_conditions(string text, string? condition)
    {
        File.WriteAllText(_file, text);

        Assert.That(ProjectText.Read(_file).ConditionOf("P", "M"), Is.EqualTo(condition));
    }

    [Test]
    public void What_is_not_XML_is_told_with_its_line()
    {
        File.WriteAllText(_file, "<Project>\n<A>\n</Project>");

        Assert.That(() => ProjectText.Read(_file), ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.StartsWith($"{_file}(3): "));
    }
}
