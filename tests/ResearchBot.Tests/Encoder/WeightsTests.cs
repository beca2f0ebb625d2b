using ResearchBot.Encoder;

namespace ResearchBot.Tests.Encoder;

/// <summary>Weights that are not the published ones are refused, by name, with what to do.</summary>
public sealed class WeightsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public WeightsTests()
    {
        LoadedEncoder.SkipWithoutWeights();
        foreach (var file in Directory.GetFiles(LoadedEncoder.Folder))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }
    }

    [Fact]
    public void Whole_weights_are_taken() => Should.NotThrow(() => SentenceEncoder.Load(_folder.Path));

    [Theory]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    [InlineData("group1-shard4of7")]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(_folder[name]);
        Refused(WeightsFault.Missing, name, "npm");
    }

    [Fact]
    public void A_missing_folder_is_no_crash() =>
        Should.Throw<EncoderWeightsException>(() => SentenceEncoder.Load(_folder["nowhere"])).Fault.ShouldBe(WeightsFault.Missing);

    [Theory]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    [InlineData("group1-shard7of7")]
    public void One_changed_bit_is_seen(string name)
    {
        var bytes = File.ReadAllBytes(_folder[name]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder[name], bytes);
        Refused(WeightsFault.Damaged, name, "build again");
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("group1-shard1of7")]
    public void A_cut_file_is_seen(string name)
    {
        using (var file = File.OpenWrite(_folder[name]))
        {
            file.SetLength(file.Length - 4096);
        }

        Refused(WeightsFault.Damaged, name, "build again");
    }

    [Fact]
    public void Two_swapped_shards_are_seen()
    {
        File.Move(_folder["group1-shard2of7"], _folder["other"]);
        File.Move(_folder["group1-shard3of7"], _folder["group1-shard2of7"]);
        File.Move(_folder["other"], _folder["group1-shard3of7"]);
        Refused(WeightsFault.Damaged, "group1-shard2of7", "build again");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_no_crash()
    {
        File.Delete(_folder["vocab.json"]);
        Directory.CreateDirectory(_folder["vocab.json"]);
        Refused(WeightsFault.Damaged, "vocab.json", "cannot be read");
    }

    public void Dispose() => _folder.Dispose();

    private void Refused(WeightsFault fault, string name, string advice)
    {
        var refusal = Should.Throw<EncoderWeightsException>(() => SentenceEncoder.Load(_folder.Path));
        refusal.Fault.ShouldBe(fault);
        refusal.Message.ShouldContain($"'{name}'");
        refusal.Message.ShouldContain(advice);
    }
}
