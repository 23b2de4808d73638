//! Who acts, with which roles.

use serde::{Deserialize, Serialize};

use crate::{
    Error, Result,
    account::Account,
    id::{AccountId, ConsultationId},
};

words! {
    /// What a person is, beyond being a stakeholder.
    Role {
        /// Of the installation: accounts, roles, settings.
        Administrator = "administrator",
        /// Of a consultation: sets up, moderates, consolidates.
        Facilitator = "facilitator",
        /// Of a consultation: debates and decides.
        Commissioner = "commissioner",
    }
}

words! {
    /// What happens to a role.
    RoleChange {
        /// Somebody is given it.
        Give = "give",
        /// It is taken from somebody.
        Take = "take",
    }
}

/// A role that somebody holds; of one consultation, or (administrator) of the installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Of which consultation; none for an administrator.
    pub consultation_id: Option<ConsultationId>,
}

/// Who acts.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody we know.
    Visitor,
    /// Somebody signed in.
    Person {
        /// Their account.
        account: Box<Account>,
        /// All their roles.
        grants: Vec<Grant>,
    },
    /// The command line: administrator, and facilitator of every consultation, without remarks.
    Operator,
    /// No commissioner in particular: whom the commission's edition of the report is made for. Reads, never acts.
    Commission(ConsultationId),
}

impl Actor {
    /// The account, if somebody is signed in.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Person { account, .. } => Some(account),
            _ => None,
        }
    }

    /// The account's key.
    pub fn account_id(&self) -> Option<AccountId> {
        self.account().map(|account| account.id)
    }

    /// The account, or [`Error::SignIn`].
    pub fn signed_in(&self) -> Result<&Account> {
        self.account().ok_or(Error::SignIn)
    }

    /// Whether the actor administers the installation.
    pub fn is_administrator(&self) -> bool {
        match self {
            Self::Operator => true,
            Self::Person { grants, .. } => {
                grants.iter().any(|grant| grant.role == Role::Administrator)
            }
            _ => false,
        }
    }

    /// Whether the actor facilitates this consultation. Whoever is its commissioner does not.
    pub fn facilitates(&self, consultation: ConsultationId) -> bool {
        match self {
            Self::Operator => true,
            _ => {
                self.holds(Role::Facilitator, consultation)
                    && !self.holds(Role::Commissioner, consultation)
            }
        }
    }

    /// Whether the actor is a commissioner of this consultation.
    pub fn is_commissioner(&self, consultation: ConsultationId) -> bool {
        self.holds(Role::Commissioner, consultation)
    }

    /// Whether the actor facilitates any consultation.
    pub fn facilitates_any(&self) -> bool {
        match self {
            Self::Operator => true,
            Self::Person { grants, .. } => {
                grants.iter().any(|grant| grant.role == Role::Facilitator)
            }
            _ => false,
        }
    }

    fn holds(&self, role: Role, consultation: ConsultationId) -> bool {
        match self {
            Self::Person { grants, .. } => grants
                .iter()
                .any(|grant| grant.role == role && grant.consultation_id == Some(consultation)),
            Self::Commission(own) => role == Role::Commissioner && *own == consultation,
            _ => false,
        }
    }

    /// The word in the audit record.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Person { .. } => "account",
            Self::Operator => "operator",
            Self::Commission(_) => "commission",
        }
    }
}
