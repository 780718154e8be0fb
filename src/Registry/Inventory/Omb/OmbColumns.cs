namespace Probity.Registry.Inventory.Omb;

/// <summary>
/// The 36 columns of the consolidated 2025 federal AI use-case inventory (M-25-21, section 4(a); ombegov/2025-Federal-Agency-AI-Use-Case-Inventory), and what becomes of
/// each. Two, agency and agency_name, stand in the file and not in its data dictionary.
/// <para>
/// Kept only, on purpose: the answers about minimum practices (hi_*), the operating permission and the impact-assessment links are statements of the source. They are not
/// evidence that a control runs here, so none becomes one. Whether the source withholds a use from the public stays with the source until somebody publishes an entry.
/// </para>
/// </summary>
public static class OmbColumns
{
    public const string Agency = "agency", AgencyName = "agency_name", Id = "id", Name = "use_case_name", Bureau = "agency_bureau", Stage = "development_stage",
        HighImpact = "is_high_impact", Classification = "classification", Problem = "problem_solved", Outputs = "system_outputs", OperationalDate = "operational_date",
        Contracting = "contracting_usage", Vendor = "vendor_name";

    public const string Deployed = "Deployed", Pilot = "Pilot", PreDeployment = "Pre-deployment", Retired = "Retired";
    public const string IsHighImpact = "High-impact", PresumedButNot = "Presumed High-Impact, but Not High-impact", NotHighImpact = "Not High-impact";
    public const string Vision = "Computer Vision", Generative = "Generative AI", Agentic = "Agentic AI";
    public const string InHouse = "In-house Development", Purchased = "Vendor Purchased", Both = "Contracting and In House";

    private const string Waived = "CAIO Waived";
    private static readonly string[] WaivedInFull = ["Agency CAIO has waived this minimum practice and reported such waiver to OMB"];
    private static readonly Selections YesNo = new(false, ("Yes", []), ("No", []));
    private static readonly Selections YesOrProgress = new(false, ("Yes", []), ("In-progress", []), (Waived, WaivedInFull));

    public static readonly IReadOnlyList<OmbColumn> All =
    [
        new(Agency, Treatment.Kept, null, Demanded.Never),
        new(AgencyName, Treatment.Taken, "used-by", Demanded.Never),
        new(Id, Treatment.Taken, "reference", Demanded.Always),
        new(Name, Treatment.Taken, "name", Demanded.Always),
        new(Bureau, Treatment.Taken, "used-by", Demanded.Always),
        new("contact_email", Treatment.Kept, null, Demanded.Always),
        new("is_withheld", Treatment.Kept, null, Demanded.Always, new(false,
            ("No", []), ("Yes - Disclosure Risk", ["Yes – agency has determined that there’s a risk to disclosure, such as a harm to an interest protected by a FOIA exemption"]),
            ("Yes - Prohibited by Law", ["Yes – disclosure is prohibited by law"]), ("Other", []))),
        new(Stage, Treatment.Mapped, "state", Demanded.Always, new(false,
            (PreDeployment, ["Acquisition and/or Development"]), (Pilot, ["Initiated"]), (Deployed, ["Operation and Maintenance"]), (Retired, []))),
        new(HighImpact, Treatment.Mapped, "class", Demanded.Always, new(false,
            (IsHighImpact, ["Yes"]), (PresumedButNot, ["Presumed high-impact, but determined not high impact", "Presumed high-impact but determined not high-impact"]), (NotHighImpact, ["No"]))),
        new("HI_justification", Treatment.Kept, null, Demanded.Never),
        new("topic_area", Treatment.Kept, null, Demanded.UnlessRetired, new(false,
            ("Admin Functions", ["Administrative Functions"]), ("Cybersecurity", []), ("Emergency Mgmt", ["Emergency Management"]), ("Energy and Environment", ["Energy and the Environment"]),
            ("Benefits Processing", ["Government Benefits Processing"]), ("Health and Medical", []), ("HR", ["Human Resources"]), ("IT", ["Information Technology"]),
            ("International Affairs", []), ("Law Enforcement", []), ("Other", []), ("Procurement and Finance Mgmt", ["Procurement and Financial Management"]),
            ("Science", []), ("Service Delivery", []), ("Transportation", []))),
        new(Classification, Treatment.Mapped, "category", Demanded.UnlessRetired, new(false,
            (Agentic, []), ("Classical ML", ["Classical/Predictive Machine Learning"]), (Vision, []), (Generative, []),
            ("NLP", ["Natural Language Processing", "Natural Language Processing (NLP)"]), ("Reinforcement Learning", []))),
        new(Problem, Treatment.Taken, "purpose", Demanded.UnlessRetired),
        new("benefits", Treatment.Kept, null, Demanded.UnlessRetired),
        new(Outputs, Treatment.Taken, "description", Demanded.UnlessRetired),
        new(OperationalDate, Treatment.Mapped, "since", Demanded.WhenInUse),
        new(Contracting, Treatment.Mapped, "own-build", Demanded.WhenInUse, new(false,
            (Purchased, ["Purchased from a vendor"]), (InHouse, ["Developed in-house", "Developed in house"]), (Both, ["Developed with both contracting and in-house resources"]))),
        new(Vendor, Treatment.Taken, "vendor", Demanded.Never),
        new("have_ato", Treatment.Kept, null, Demanded.WhenInUse, YesNo),
        new("system_name_ato", Treatment.Kept, null, Demanded.Never),
        new("data_description", Treatment.Kept, null, Demanded.WhenInUse),
        new("link_to_data", Treatment.Kept, null, Demanded.Never),
        new("has_pii", Treatment.Kept, null, Demanded.WhenInUse, YesNo),
        new("pia_url", Treatment.Kept, null, Demanded.Never),
        new("demographic_features", Treatment.Kept, null, Demanded.WhenInUse, new(true,
            ("Race/Ethnicity", []), ("Sex", []), ("Age", []), ("Religious Affiliation", []), ("Socioeconomic Status", []), ("Ability Status", []),
            ("Residency Status", []), ("Marital Status", []), ("Income", []), ("Employment Status", []), ("None of the above", []), ("Other", []))),
        new("has_custom_code", Treatment.Kept, null, Demanded.WhenInUse, YesNo),
        new("code_url", Treatment.Kept, null, Demanded.Never),
        new("hi_testing_conducted", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, YesOrProgress),
        new("hi_assessment_completed", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, YesOrProgress),
        new("hi_potential_impacts", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed),
        new("hi_independent_review", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(false,
            ("Internal Independent Review", ["Yes – by another appropriate agency office or reviewer not directly involved in the AI’s development"]),
            ("Oversight Board Review", ["Yes – by an agency AI oversight board not directly involved in the AI’s development"]),
            ("CAIO Review", ["Yes – by the CAIO"]), ("In-progress", []), (Waived, WaivedInFull))),
        new("hi_ongoing_monitoring", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(false,
            ("Yes - Monitoring Established", ["Yes, sufficient monitoring protocols have been established"]),
            // The data dictionary has it with and without the slip of the pen.
            ("In-progress", ["Development of monitoring protocols is in-progess", "Development of monitoring protocols is in-progress"]), (Waived, WaivedInFull))),
        new("hi_training_established", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(false,
            ("Training Established", ["Yes, sufficient and periodic training has been established"]),
            ("Training In-progress", ["In-progress", "Establishment of sufficient and periodic training is in-progress"]), (Waived, WaivedInFull))),
        new("hi_failsafe_presence", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(false, ("Yes", []), ("Not Applicable", []), ("In-progress", []), (Waived, WaivedInFull))),
        new("hi_appeal_process", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(false,
            ("Appeal Process Established", ["Yes, an appropriate appeal process has been established"]), ("Not Applicable", []),
            ("Appeal Process In-progress", ["In-progress", "Establishment of an appropriate appeal process is in-progress"]),
            ("Appeal Precluded by Law", ["Law, operational limitations, or governmentwide guidance precludes an opportunity for an individual to appeal"]), (Waived, WaivedInFull))),
        new("hi_public_consultation", Treatment.Kept, null, Demanded.WhenHighImpactAndDeployed, new(true,
            ("Usability Testing", ["Direct usability testing"]), ("Public Feedback Solicitations", ["General solicitations of feedback and comments from the public"]),
            ("Public Hearings", ["Public hearings or meetings"]), ("Other", []), ("In-progress", []), (Waived, WaivedInFull))),
    ];

    private static readonly Dictionary<string, OmbColumn> ByName = All.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names in a header match without regard to case and outer spaces.</summary>
    public static OmbColumn? Named(string header) => ByName.GetValueOrDefault(header.Trim());
}
