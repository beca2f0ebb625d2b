using Microsoft.Extensions.Options;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Privacy;
using ResearchBot.Discord;

namespace ResearchBot.Settings;

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;

[OptionsValidator]
internal sealed partial class LoadingOptionsValidator : IValidateOptions<LoadingOptions>;

[OptionsValidator]
internal sealed partial class ReadingOptionsValidator : IValidateOptions<ReadingOptions>;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;

[OptionsValidator]
internal sealed partial class DiscordOptionsValidator : IValidateOptions<DiscordOptions>;
