namespace Nuke.Docker.BuildKit.Text.Tests;

public class ByteSizeSpecs
{
    [TestCase("0", 0, 0)]
    [TestCase("512", 512, 512)]
    [TestCase("512b", 512, 512)]
    [TestCase("32kb", 32768, 32000)]
    [TestCase("32KiB", 32768, 32000)]
    [TestCase("32 K", 32768, 32000)]
    [TestCase("512m", 536870912, 512000000)]
    [TestCase("1.5GB", 1610612736, 1500000000)]
    [TestCase("405.4kB", 415129, 405400)]
    [TestCase(".5k", 512, 500)]
    [TestCase("1.", 1, 1)]
    [TestCase("2t", 2199023255552, 2000000000000)]
    public void One_text_means_two_sizes(string text, long binary, long @decimal)
    {
        Assert.That(ByteSize.ParseBinary(text).Bytes, Is.EqualTo(binary));
        Assert.That(ByteSize.ParseDecimal(text).Bytes, Is.EqualTo(@decimal));
    }

    [TestCase("")]
    [TestCase("m")]
    [TestCase("-5m")]
    [TestCase("5x")]
    [TestCase("5mbb")]
    [TestCase("5bk")]
    [TestCase("5  m")]
    [TestCase("1,5g")]
    [TestCase("0x10")]
    public void An_invalid_size_is_rejected_with_an_example(string text)
    {
        Assert.That(() => ByteSize.ParseBinary(text, "--shm-size"), Throws
            .TypeOf<InvalidSettingException>()
            .With.Message.Contains("is not a size; write a number of bytes"));
    }

    [Test]
    public void A_size_of_more_than_64_bits_is_rejected()
    {
        Assert.That(ByteSize.ParseBinary("9223372036854775807").Bytes, Is.EqualTo(long.MaxValue));
        Assert.That(() => ByteSize.ParseBinary("8192p"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("8 EiB"));
        Assert.That(() => ByteSize.ParseBinary("9000000p"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("8 EiB"));
    }

    [TestCase(0, "0B", "0B")]
    [TestCase(999, "999B", "999B")]
    [TestCase(1000, "1000B", "1kB")]
    [TestCase(1023, "1023B", "1.023kB")]
    [TestCase(1024, "1KiB", "1.024kB")]
    [TestCase(9996, "9.762KiB", "9.996kB")]
    [TestCase(10004, "9.77KiB", "10kB")]
    [TestCase(99960, "97.62KiB", "99.96kB")]
    [TestCase(100040, "97.7KiB", "100kB")]
    [TestCase(1024614, "1001KiB", "1.025MB")]
    [TestCase(405400, "395.9KiB", "405.4kB")]
    [TestCase(1610612736, "1.5GiB", "1.611GB")]
    public void A_size_has_the_format_of_docker(long bytes, string binary, string @decimal)
    {
        var size = new ByteSize(bytes);

        Assert.That((size.ToBinary(), size.ToDecimal()), Is.EqualTo((binary, @decimal)));
    }
}
