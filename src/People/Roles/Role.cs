namespace Probity.People.Roles;

/// <summary>What a person is in the agency's use of AI. Everyone with an account is a member; the other roles are granted one by one.</summary>
public enum Role
{
    Member,
    Officer,
    SecondPerson,
    AiLead,
    Leader,
    Legal,
    Complaints,
    Auditor,
    Oversight,
    Integrator,
    Trainer,
    Administrator,
}
